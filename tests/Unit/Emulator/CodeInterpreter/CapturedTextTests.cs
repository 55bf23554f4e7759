using System.Text;
using AgentCore.Emulator.CodeInterpreter.Tools;
using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace AgentCore.Tests.Emulator.CodeInterpreter;

/// <summary>Output in pieces.</summary>
public sealed class CapturedTextTests
{
    [Theory]
    [InlineData("a\n", "a")]
    [InlineData("a\r\n", "a")]
    [InlineData("a\n\n", "a\n")]
    [InlineData("a\r\n\r\n", "a\r\n")]
    [InlineData("\n", "")]
    [InlineData("a", "a")]
    [InlineData("", "")]
    public void Last_line_end_is_left_off_wherever_the_output_is_cut(string written, string expected)
    {
        for (var cut = 0; cut <= written.Length; cut++)
        {
            var text = new CapturedText(dropsLastLineEnd: true);
            text.Add(Encoding.UTF8.GetBytes(written[..cut]));
            var first = text.Take();
            text.Add(Encoding.UTF8.GetBytes(written[cut..]));

            Assert.Equal(expected, first + text.Take() + text.TakeLast());
        }
    }

    [Fact]
    public void Line_is_whole_for_who_reads_while_more_may_come()
    {
        var text = new CapturedText(dropsLastLineEnd: true);
        text.Add("first\n");
        Assert.Equal("first\n", text.TakeAll());
        text.Add("last\n");
        Assert.Equal("last", text.TakeLast());
    }

    [Fact]
    public void Any_bytes_cut_anywhere_give_the_text_of_the_whole_and_no_split_character()
    {
        Prop.ForAll<byte[][]>(pieces =>
        {
            var text = new CapturedText(dropsLastLineEnd: false);
            var parts = new List<string>();
            foreach (var piece in pieces)
            {
                text.Add(piece);
                parts.Add(text.Take());
            }

            parts.Add(text.TakeLast());
            return string.Concat(parts) == Encoding.UTF8.GetString([.. pieces.SelectMany(piece => piece)])
                && parts.All(part => part.Length == 0 || !(char.IsLowSurrogate(part[0]) || char.IsHighSurrogate(part[^1])));
        }).QuickCheckThrowOnFailure();
    }
}
