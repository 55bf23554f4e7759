using System.Text.Json.Nodes;
using Xunit;

namespace Tests.Emulator.Browser;

/// <summary>
/// An emulator with one browser session, with a view port of 800x600, for all tests of a class: to start Chromium takes
/// longer than most of them. Each opens a page of its own.
/// </summary>
public sealed class SharedBrowser : IAsyncLifetime
{
    private readonly EmulatorFixture _emulator = new();
    private JsonNode? _session;
    private CdpClient? _cdp;

    internal EmulatorClient Client => _emulator.Client;

    internal string SessionId => BrowserSessions.IdOf(_session!);

    internal CdpClient Cdp => _cdp ?? throw new InvalidOperationException("Not started.");

    public async ValueTask InitializeAsync()
    {
        await _emulator.InitializeAsync();
        _session = await Client.StartAsync(BrowserSessions.SmallViewPort());
        _cdp = await Client.AutomateAsync(_session);
    }

    public async ValueTask DisposeAsync()
    {
        _cdp?.Dispose();
        await _emulator.DisposeAsync();
    }

    /// <summary>Opens an empty page, closes what other tests have left, and returns its CDP session.</summary>
    internal async Task<string> OpenPageAsync()
    {
        var left = await PagesAsync();
        var page = (string)(await Cdp.CallAsync("Target.createTarget", new() { ["url"] = "about:blank" }))["targetId"]!;
        foreach (var target in left)
        {
            await Cdp.CallAsync("Target.closeTarget", new() { ["targetId"] = target });
        }

        while ((await PagesAsync()) is not [var only] || only != page)
        {
            TestContext.Current.CancellationToken.ThrowIfCancellationRequested();
        }

        return await Cdp.AttachAsync(page);
    }

    private async Task<string[]> PagesAsync() =>
    [
        .. (await Cdp.CallAsync("Target.getTargets"))["targetInfos"]!.AsArray()
            .Where(target => (string?)target!["type"] == "page")
            .Select(target => (string)target!["targetId"]!),
    ];
}
