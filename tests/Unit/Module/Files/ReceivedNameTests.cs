using AgentCore.Files;
using Xunit;

namespace Tests.Module.Files;

public sealed class ReceivedNameTests
{
    [Theory]
    [InlineData("report.csv", "report.csv")]
    [InlineData("報告 \"三月\".csv", "報告 \"三月\".csv")]
    [InlineData("../../etc/passwd", ".._.._etc_passwd")]
    [InlineData("C:\\temp\\x.txt", "C:_temp_x.txt")]
    [InlineData("a\0b\nc\u009b.txt", "a_b_c_.txt")]
    [InlineData("..", "download")]
    [InlineData(".", "download")]
    [InlineData("", "download")]
    [InlineData("con.txt", "con.txt")]
    public void A_name_is_one_that_a_file_may_have(string name, string expected) =>
        Assert.Equal(expected, ReceivedName.Of(name, windows: false));

    [Theory]
    [InlineData("a<b>:c|d?.txt", "a_b__c_d_.txt")]
    [InlineData("con.txt", "_con.txt")]
    [InlineData("LPT1", "_LPT1")]
    [InlineData("report. . ", "report")]
    [InlineData(" . ", "download")]
    [InlineData("report.csv", "report.csv")]
    public void For_Windows_it_has_no_letters_and_no_names_that_mean_something_else(string name, string expected) =>
        Assert.Equal(expected, ReceivedName.Of(name, windows: true));

    [Fact]
    public void A_long_name_keeps_its_ending()
    {
        Assert.Equal(new string('x', 236) + ".csv", ReceivedName.Of(new string('x', 400) + ".csv", windows: false));
        Assert.Equal(
            string.Concat(Enumerable.Repeat("😀", 59)) + ".csv",
            ReceivedName.Of(string.Concat(Enumerable.Repeat("😀", 100)) + ".csv", windows: false));
        Assert.Equal(new string('x', 240), ReceivedName.Of(new string('x', 400), windows: false));
        Assert.Equal("." + new string('x', 239), ReceivedName.Of("." + new string('x', 400), windows: false));
    }
}
