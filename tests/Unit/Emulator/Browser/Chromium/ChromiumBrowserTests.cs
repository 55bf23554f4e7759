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
    public async Task Whatever_goes_wrong_before_it_is_handed_out_ends_it()
    {
        Process? process = null;
        await Assert.ThrowsAsync<KeyNotFoundException>(() => ChromiumBrowser.StartAsync(
            new(ChromiumLocator.Find(), _folder, 800, 600),
            async hub =>
            {
                await using var connection = await CdpConnection.OpenAsync(hub);
                var info = (await connection.SendAsync("SystemInfo.getProcessInfo")).GetProperty("processInfo");
                process = Process.GetProcessById(info.EnumerateArray()
                    .Single(one => one.GetProperty("type").GetString() == "browser").GetProperty("id").GetInt32());
                throw new KeyNotFoundException();
            },
            NullLogger.Instance));
        using (process)
        {
            using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(10));
            await process!.WaitForExitAsync(limit.Token);
        }
    }

    [Fact]
    public void Its_features_are_switched_off_by_one_switch_since_the_last_one_counts()
    {
        var arguments = ChromiumArguments.For(new("chromium", _folder, 800, 600));
        var features = Assert.Single(arguments, argument => argument.StartsWith("--disable-features=", StringComparison.Ordinal));
        Assert.Contains("NetworkTimeServiceQuerying", features.Split('=', ',')); // would ask a server of Google's for the time
    }
}
