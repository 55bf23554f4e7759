using System.Net;
using System.Net.Sockets;
using AgentCore.Emulator;
using Tests.Emulator.Browser.Features.Proxies;
using Xunit;

namespace Tests.Emulator.Browser.Features.LiveView;

/// <summary>
/// The live view as a person uses it: opened in a browser, here the Chromium of another session. That one cannot reach
/// the emulator itself: a front of the user's leads there.
/// </summary>
public sealed class LiveViewInChromiumTests(FrontFixture emulator, TestSite site)
    : IClassFixture<FrontFixture>, IClassFixture<TestSite>
{
    private readonly EmulatorClient _client = emulator.Client;

    [Fact]
    public async Task The_view_shows_the_page_and_a_click_in_it_reaches_the_page_while_automation_is_disabled()
    {
        var remote = await _client.StartAsync(BrowserSessions.SmallViewPort());
        using (var cdp = await _client.AutomateAsync(remote))
        {
            var page = await cdp.AttachAsync(await cdp.FirstPageAsync());
            await cdp.NavigateAsync(page, site.Url);
            await cdp.EvaluateAsync(page, "void (document.body.style.background = 'rgb(200, 0, 0)')");
        }

        await _client.SetStreamAsync(BrowserSessions.IdOf(remote), "DISABLED");
        var failure = await Assert.ThrowsAsync<RefusedException>(() => _client.AutomateAsync(remote));
        Assert.Equal(403, failure.Status);

        var watching = await _client.StartAsync();
        using var viewer = await _client.AutomateAsync(watching);
        var view = await viewer.AttachAsync(await viewer.FirstPageAsync());
        var address = _client.Signer.Presign(emulator.Through(BrowserSessions.LiveViewAddress(remote)), 60);
        await viewer.NavigateAsync(view, address.AbsoluteUri);
        await ShownAsync(viewer, view, [200, 0, 0]);

        // The button is 200x80 pixels at 100,100 of the 800x600 page.
        var box = (await viewer.EvaluateAsync(
            view,
            "(({ x, y, width, height }) => ({ x, y, width, height }))"
            + "(document.querySelector('canvas').getBoundingClientRect())"))!;
        var x = (double)box["x"]! + ((double)box["width"]! * 200 / 800);
        var y = (double)box["y"]! + ((double)box["height"]! * 140 / 600);
        foreach (var type in new[] { "mousePressed", "mouseReleased" })
        {
            await viewer.CallAsync(
                "Input.dispatchMouseEvent",
                new() { ["type"] = type, ["x"] = x, ["y"] = y, ["button"] = "left", ["clickCount"] = 1 },
                view);
        }

        await _client.SetStreamAsync(BrowserSessions.IdOf(remote), "ENABLED");
        using var after = await _client.AutomateAsync(remote);
        var clicked = await after.AttachAsync(await after.FirstPageAsync());
        Assert.Equal(1, (int?)await after.EvaluateAsync(
            clicked,
            "new Promise(done => clicks ? done(clicks)"
            + " : document.querySelector('button').addEventListener('click', () => done(clicks)))"));
    }

    [Theory]
    [InlineData("127.0.0.1", true)]
    [InlineData("localhost", true)]
    [InlineData("elsewhere.test", false)]
    public async Task Only_a_viewer_on_this_machine_can_show_the_view_in_a_frame(string host, bool isShown)
    {
        var session = await _client.StartAsync();
        var address = emulator.Through(BrowserSessions.LiveViewAddress(session));
        var view = _client.Signer.Presign(address, 60).AbsoluteUri;
        await using var proxy = new RecordingProxy("elsewhere", tunnelPort: 0); // lets a page come from another host
        using var viewer = await _client.AutomateAsync(await _client.StartAsync(
            StandIn.Proxies(StandIn.Proxy(proxy.Port, ["elsewhere.test"]))));
        var page = await viewer.AttachAsync(await viewer.FirstPageAsync());
        await viewer.NavigateAsync(page, site.Url.Replace("127.0.0.1", host, StringComparison.Ordinal));
        await viewer.EvaluateAsync(
            page,
            $$"""
            new Promise(done => {
              const frame = document.createElement('iframe');
              frame.src = '{{view}}';
              frame.onload = () => done(true);
              document.body.append(frame);
            })
            """);
        Assert.Equal(isShown ? view : "chrome-error://chromewebdata/", await FrameAddressAsync(viewer, page));
    }

    // A frame of the same site is in the page's tree, one of another site is a target of its own.
    private static async Task<string?> FrameAddressAsync(CdpClient viewer, string page)
    {
        var tree = await viewer.CallAsync("Page.getFrameTree", session: page);
        if (tree["frameTree"]!["childFrames"] is { } frames)
        {
            return (string?)frames[0]!["frame"]!["url"];
        }

        var targets = (await viewer.CallAsync("Target.getTargets"))["targetInfos"]!.AsArray();
        var frame = targets.Single(target => (string?)target!["type"] == "iframe")!;
        var target = await viewer.AttachAsync((string)frame["targetId"]!);
        return (string?)await viewer.EvaluateAsync(target, "location.href");
    }

    // JPEG changes colours a little; the frame may take a moment to arrive.
    private static async Task ShownAsync(CdpClient viewer, string view, int[] colour)
    {
        var shown = await viewer.EvaluateAsync(view, $$"""
            new Promise(done => {
                const wanted = [{{string.Join(", ", colour)}}], canvas = document.querySelector('canvas');
                const look = () => {
                    const seen = canvas.getContext('2d').getImageData(canvas.width / 2, canvas.height - 20, 1, 1).data;
                    wanted.every((value, i) => Math.abs(value - seen[i]) < 12)
                        ? done(true)
                        : requestAnimationFrame(look);
                };
                look();
            })
            """);
        Assert.True((bool?)shown);
    }
}

/// <summary>An emulator with a front before it at a port of its own, such as a TLS front.</summary>
public sealed class FrontFixture : IAsyncLifetime
{
    private const string Name = "front.localhost";
    private readonly TcpListener _front = new(IPAddress.Loopback, 0);
    private EmulatorHost? _host;

    internal EmulatorClient Client => new(_host!);

    public async ValueTask InitializeAsync()
    {
        _host = await EmulatorHost.StartAsync(new() { AllowedHosts = [Name] });
        _front.Start();
        _ = ServeAsync(new Uri(_host.Url).Port);
    }

    public async ValueTask DisposeAsync()
    {
        _front.Stop();
        await _host!.DisposeAsync();
    }

    /// <summary>The same address at the front.</summary>
    internal Uri Through(string address) =>
        new UriBuilder(address) { Host = Name, Port = ((IPEndPoint)_front.LocalEndpoint).Port }.Uri;

    private async Task ServeAsync(int port)
    {
        try
        {
            while (true)
            {
                _ = ServeOneAsync(await _front.AcceptTcpClientAsync(), port);
            }
        }
        catch (Exception error) when (error is SocketException or ObjectDisposedException)
        {
            // The tests are over.
        }
    }

    private static async Task ServeOneAsync(TcpClient client, int port)
    {
        using (client)
        using (var emulator = new TcpClient())
        {
            try
            {
                await emulator.ConnectAsync(IPAddress.Loopback, port);
                await Task.WhenAny(
                    client.GetStream().CopyToAsync(emulator.GetStream()),
                    emulator.GetStream().CopyToAsync(client.GetStream()));
            }
            catch (Exception error) when (error is IOException or SocketException)
            {
                // One of the two sides has closed its connection.
            }
        }
    }
}
