using System.Text;
using AgentCore.Emulator.CodeInterpreter.Tools;
using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace Tests.Emulator.CodeInterpreter.Tools;

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
        text.Add("first\n"u8);
        Assert.Equal("first\n", text.TakeAll());
        text.Add("last\n"u8);
        Assert.Equal("last", text.TakeLast());
    }

    [Theory]
    [InlineData(true, "a")]
    [InlineData(false, "a\uFFFD")]
    public void Half_a_character_at_the_end_is_left_off_only_where_more_was_written(bool isCut, string expected)
    {
        var text = new CapturedText(dropsLastLineEnd: false);
        text.Add([(byte)'a', .. "€"u8[..2]]);
        Assert.Equal(expected, text.TakeLast(isCut));
    }

    [Fact]
    public void End_of_a_long_error_begins_with_a_whole_character()
    {
        using var output = new CallOutput("it is long.");
        var emoji = string.Concat(Enumerable.Repeat("😀", 40_000));
        output.Add(new("stderr") { Body = Encoding.UTF8.GetBytes($"x{emoji}y") });

        // The last 64 Ki UTF-16 units would begin within a pair.
        Assert.Equal(emoji[^65534..] + "y", output.ErrorText(output.TakeLast(new("end")).Stderr));
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
                && parts.All(
                    part => part.Length == 0 || !(char.IsLowSurrogate(part[0]) || char.IsHighSurrogate(part[^1])));
        }).QuickCheckThrowOnFailure();
    }
}
