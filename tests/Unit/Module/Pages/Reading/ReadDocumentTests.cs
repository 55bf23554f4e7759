using System.Text.RegularExpressions;
using AgentCore.Pages.Reading;
using Xunit;

namespace Tests.Module.Pages.Reading;

public sealed class ReadDocumentTests
{
    [Fact]
    public void Text_of_frames_stands_at_their_places() =>
        Assert.Equal("a\nx\ny\nb", Document("a\n<0>\nb", Document("x\n<0>", Document("y"))).ToText());

    [Theory]
    [InlineData("a\n\n<0>\n\nb", "a\n\n# x\n\ny | z\n\nb")]
    [InlineData("- a\n\n  <0>", "- a\n\n  # x\n\n  y | z")]
    [InlineData("1. <0>\n2. b", "1. # x\n\n   y | z\n2. b")]
    [InlineData("> <0>", "> # x\n>\n> y | z")]
    [InlineData("| a | <0> |", "| a | # x y \\| z |")]
    [InlineData("<1>", "")]
    public void Markdown_of_frames_stays_in_what_it_is_in(string content, string expected) =>
        Assert.Equal(expected, Document(content, Document("# x\n\ny | z"), null).ToMarkdown());

    [Fact]
    public void Items_of_frames_have_their_names() => Assert.Equal(
        [(null, "1"), ("Bank", "2"), (null, "3")],
        Document("""[{"n":"1"},"<0>Bank",{"n":"3"}]""", Document("""[{"n":"2"}]""")).ToItems()
            .Select(found => (found.Frame, found.Item.GetProperty("n").GetString()!)));

    [Fact]
    public void A_frame_that_cannot_be_read_has_no_items() =>
        Assert.Empty(Document("""["<0>"]""", [null]).ToItems());

    // The script's marks are <0>, <1>, ... here.
    private static ReadDocument Document(string content, params ReadDocument?[] inner) =>
        new(null!, Regex.Replace(content, "<([0-9])>", "\uFDD0$1\uFDD1"), inner);
}
