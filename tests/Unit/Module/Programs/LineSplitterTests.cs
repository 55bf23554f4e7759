using AgentCore.Programs;
using Xunit;

namespace Tests.Module.Programs;

public sealed class LineSplitterTests
{
    [Theory]
    [InlineData(new[] { "a\nb\n" }, new[] { "a", "b" })]
    [InlineData(new[] { "a\r\nb" }, new[] { "a", "b" })]
    [InlineData(new[] { "a\r", "\nb\n\n" }, new[] { "a", "b", "" })]
    [InlineData(new[] { "no", " line", " end" }, new[] { "no line end" })]
    [InlineData(new[] { "10%\r20%\n" }, new[] { "10%\r20%" })]
    [InlineData(new[] { "" }, new string[0])]
    public void Lines_are_whole_however_the_text_comes(string[] pieces, string[] expected)
    {
        var splitter = new LineSplitter();
        var lines = new List<string>();
        foreach (var piece in pieces)
        {
            splitter.Add(piece, lines);
        }

        splitter.End(lines);
        Assert.Equal(expected, lines);
    }

    [Fact]
    public void A_character_may_be_split_over_two_pieces()
    {
        var splitter = new LineSplitter();
        var lines = new List<string>();
        splitter.Add("\uD83D", lines);
        Assert.Empty(lines);
        splitter.Add("\uDE00\n", lines);
        Assert.Equal("😀", Assert.Single(lines));
    }
}
