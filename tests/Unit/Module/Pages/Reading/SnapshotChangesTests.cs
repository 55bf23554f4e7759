using AgentCore.Pages.Reading;
using Xunit;

namespace Tests.Module.Pages.Reading;

public sealed class SnapshotChangesTests
{
    [Fact]
    public void Nothing_is_said_where_nothing_changed() =>
        Assert.Equal("nothing changed", Between("main|e1\n  text", "main|e1\n  text"));

    [Fact]
    public void Lines_are_added_removed_and_changed() => Assert.Equal(
        "  - text old\n  ~ button [disabled]\n  + button",
        Between("main|e1\n  text old\n  button|e2", "main|e1\n  button [disabled]|e2\n  button|e3"));

    [Fact]
    public void The_same_line_again_is_added_where_it_is() => Assert.Equal(
        "+ row", Between("row\nrow", "row\nrow\nrow"));

    [Fact]
    public void What_stands_around_a_change_is_the_same() => Assert.Equal(
        "- text two\n+ text 2", Between("text\ntext two\ntext\ntext", "text\ntext 2\ntext\ntext"));

    [Fact]
    public void What_moved_is_removed_and_added() => Assert.Equal(
        "- one\n+ one", Between("one|e1\ntwo|e2\nthree|e3", "two|e2\nthree|e3\none|e1"));

    [Theory]
    [InlineData("", "one|e1", "+ one")]
    [InlineData("one|e1", "", "- one")]
    [InlineData("", "", "nothing changed")]
    public void A_page_may_be_empty(string before, string now, string changes) =>
        Assert.Equal(changes, Between(before, now));

    [Fact]
    public void Large_snapshots_are_compared()
    {
        var rows = Enumerable.Range(1, 50_000).Select(number => $"row {number}|e{number}\n  cell").ToArray();
        Assert.Equal(
            "- row 1\n  - cell\n+ row 1\n  + cell",
            Between(string.Join("\n", rows), string.Join("\n", rows.Skip(1).Append(rows[0]))));
    }

    // A line: its indentation, what it says, and after | its reference, which is not written here.
    private static string Between(string before, string now) => SnapshotChanges.Between(Lines(before), Lines(now));

    private static SnapshotLine[] Lines(string text) =>
    [
        .. text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line =>
        {
            var parts = line.Trim().Split('|');
            return new SnapshotLine((line.Length - line.TrimStart().Length) / 2, parts[0], parts.ElementAtOrDefault(1));
        }),
    ];
}
