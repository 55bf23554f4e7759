using System.Runtime.Versioning;
using AgentCore.Emulator.Browser;
using AgentCore.Emulator.Browser.Chromium;
using Xunit;

namespace AgentCore.Tests.Emulator.Browser;

public sealed class BrowserCheckTests
{
    [Fact]
    public async Task A_browser_on_this_machine_passes_from_end_to_end()
    {
        var check = await BrowserCheck.RunAsync();
        Assert.Equal(("AgentCore", 1280, 720, true), (check.Title, check.Width, check.Height, check.Passed));
        Assert.Contains('/', check.Version);
    }

    [Fact]
    public void A_configured_browser_that_is_not_there_is_named_with_the_remedy()
    {
        var error = Assert.Throws<ChromiumException>(() => ChromiumLocator.Find("/nowhere/chromium"));
        Assert.Contains("'/nowhere/chromium'", error.Message, StringComparison.Ordinal);
        Assert.Contains(ChromiumLocator.Variable, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    [UnsupportedOSPlatform("windows")]
    public async Task A_program_that_is_no_browser_is_told_with_its_own_words()
    {
        var folder = Directory.CreateTempSubdirectory();
        var program = Path.Combine(folder.FullName, "chromium");
        await File.WriteAllTextAsync(program, "#!/bin/sh\necho 'no display here' >&2\n", TestContext.Current.CancellationToken);
        File.SetUnixFileMode(program, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        var error = await Assert.ThrowsAsync<ChromiumException>(
            () => ChromiumBrowser.StartAsync(new(program, folder.FullName, 800, 600, [])));
        Assert.Contains(program, error.Message, StringComparison.Ordinal);
        Assert.Contains("no display here", error.Message, StringComparison.Ordinal);
        folder.Delete(recursive: true);
    }
}
