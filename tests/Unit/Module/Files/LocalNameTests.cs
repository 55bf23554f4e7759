using AgentCore.Files;
using Xunit;

namespace Tests.Module.Files;

public sealed class LocalNameTests
{
    [Theory]
    [InlineData("data.csv")]
    [InlineData("..data")]
    [InlineData("a b")]
    [InlineData("console.txt")]
    [InlineData("COM10")]
    public void An_ordinary_name_is_one_everywhere(string name)
    {
        Assert.Null(LocalName.Problem(name, windows: false));
        Assert.Null(LocalName.Problem(name, windows: true));
    }

    [Theory]
    [InlineData("")]
    [InlineData(".")]
    [InlineData("..")]
    [InlineData("a/b")]
    [InlineData("a\0b")]
    public void What_could_lead_out_is_a_name_nowhere(string name)
    {
        Assert.NotNull(LocalName.Problem(name, windows: false));
        Assert.NotNull(LocalName.Problem(name, windows: true));
    }

    [Theory]
    [InlineData("..\\up")]
    [InlineData("C:")]
    [InlineData("a:stream")]
    [InlineData("what?")]
    [InlineData("a*")]
    [InlineData("line\nend")]
    [InlineData("dot.")]
    [InlineData("space ")]
    [InlineData("nul")]
    [InlineData("Con.txt")]
    [InlineData("com1 .log")]
    public void What_Windows_does_not_allow_is_refused_there_alone(string name)
    {
        Assert.Null(LocalName.Problem(name, windows: false));
        Assert.NotNull(LocalName.Problem(name, windows: true));
    }
}
