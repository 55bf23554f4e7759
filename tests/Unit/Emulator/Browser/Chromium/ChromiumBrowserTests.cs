using System.Diagnostics;
using AgentCore.Emulator.Browser.Cdp;
using AgentCore.Emulator.Browser.Chromium;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit;

namespace Tests.Emulator.Browser.Chromium;

public sealed class ChromiumBrowserTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory().FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task A_failed_initialization_ends_the_process()
    {
        Process? process = null;
        var browser = await ChromiumBrowser.StartAsync(
            new(ChromiumLocator.Find(), _folder, 800, 600) { CanDoWithoutSandbox = true }, NullLogger.Instance);
        await Assert.ThrowsAsync<KeyNotFoundException>(() => browser.InitializeAsync(async hub =>
        {
            await using var connection = await CdpConnection.OpenAsync(hub);
            var info = (await connection.SendAsync("SystemInfo.getProcessInfo")).GetProperty("processInfo");
            process = Process.GetProcessById(info.EnumerateArray()
                .Single(entry => entry.GetProperty("type").GetString() == "browser")
                .GetProperty("id").GetInt32());
            throw new KeyNotFoundException();
        }));
        using (process)
        {
            using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(10));
            await process!.WaitForExitAsync(limit.Token);
        }
    }

    [Fact]
    public void One_switch_disables_all_features_since_only_the_last_one_counts()
    {
        var arguments = new ChromiumSpec("chromium", _folder, 800, 600).Arguments;
        var features = Assert.Single(
            arguments, argument => argument.StartsWith("--disable-features=", StringComparison.Ordinal));
        Assert.Contains("NetworkTimeServiceQuerying", features.Split('=', ',')); // asks a server of Google's
    }
}
