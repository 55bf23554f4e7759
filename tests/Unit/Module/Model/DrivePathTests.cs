using AgentCore;
using AgentCore.Errors;
using Xunit;

namespace Tests.Module.Model;

public sealed class DrivePathTests
{
    [Theory]
    [InlineData("01ABC", "")]
    [InlineData("01ABC/", "")]
    [InlineData("/01ABC//", "")]
    [InlineData("01ABC\\data\\t.csv", "data/t.csv")]
    [InlineData("01ABC/data/./in/../t.csv", "data/t.csv")]
    public void A_path_is_the_session_and_what_lies_below(string text, string path) =>
        Assert.Equal(new DrivePath("01ABC", path), DrivePath.Parse(text));

    [Fact]
    public void What_leads_out_is_refused() =>
        Assert.Throws<AgentCoreException>(() => DrivePath.Parse("01ABC/../01XYZ/t.csv"));

    [Fact]
    public void A_path_is_written_as_it_is_read() =>
        Assert.Equal(new DrivePath("S", "a/b"), DrivePath.Parse(new DrivePath("S", "a/b").ToString()));
}
