using AgentCore.LocalEmulator;
using AgentCore.Pages.Viewer;
using Xunit;

namespace Tests.Module.Pages.Viewer;

public sealed class MachineBrowserTests
{
    private static readonly string Dotnet = ProgramPath.Find("dotnet")!;

    [Fact]
    public void The_address_is_the_last_argument() => Check("dotnet", [Dotnet, "url"]);

    [Fact]
    public void Arguments_come_before_the_address() => Check("dotnet  --new-window", [Dotnet, "--new-window", "url"]);

    [Fact]
    public void A_place_for_the_address_is_respected() => Check("dotnet %s --wait", [Dotnet, "url", "--wait"]);

    [Fact]
    public void The_first_program_that_is_there_is_taken() =>
        Check($"no-such-browser{Path.PathSeparator}dotnet{Path.PathSeparator}sh", [Dotnet, "url"]);

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("no-such-browser")]
    [InlineData("/no/such/browser %s")]
    public void Where_none_is_there_there_is_none(string? list) => Assert.Null(MachineBrowser.Named(list));

    [Fact]
    public void A_path_may_have_spaces()
    {
        var folder = Directory.CreateTempSubdirectory("browser-").FullName;
        var program = Path.Combine(folder, "my browser");
        File.WriteAllText(program, "");
        try
        {
            Check(program, [program, "url"]);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static void Check(string list, string[] line) =>
        Assert.Equal(line, MachineBrowser.Named(list)!.LineFor("url"));
}
