using System.Net.WebSockets;
using PuppeteerSharp;

namespace Benchmarks.Floor;

/// <summary>Drives the page of a browser session with PuppeteerSharp, as a program in C# would.</summary>
internal sealed class PageClient : IAsyncDisposable
{
    private readonly IBrowser _browser;
    private readonly IPage _page;

    private PageClient(IBrowser browser, IPage page) => (_browser, _page) = (browser, page);

    /// <summary>Connects to a session, whose first page it takes.</summary>
    public static async Task<PageClient> ConnectAsync(ServiceClient client, string sessionId)
    {
        var stream = new Uri(client.Endpoint, $"browser-streams/aws.browser.v1/sessions/{sessionId}/automation");
        var browser = await Puppeteer.ConnectAsync(new ConnectOptions
        {
            BrowserWSEndpoint = new UriBuilder(stream) { Scheme = "ws" }.Uri.ToString(),
            DefaultViewport = null,
            WebSocketFactory = async (url, _, cancellationToken) =>
            {
                var socket = new ClientWebSocket();
                foreach (var header in client.Sign(HttpMethod.Get, stream))
                {
                    socket.Options.SetRequestHeader(header.Key, header.Value);
                }

                await socket.ConnectAsync(url, cancellationToken);
                return socket;
            },
        });
        return new PageClient(browser, (await browser.PagesAsync())[0]);
    }

    /// <summary>Launches a Chromium until it has a page, and ends it.</summary>
    /// <returns>The milliseconds until the page was there.</returns>
    public static async Task<object?> LaunchAsync(string executable)
    {
        var clock = System.Diagnostics.Stopwatch.StartNew();
        await using var browser = await Puppeteer.LaunchAsync(new LaunchOptions
        {
            ExecutablePath = executable,
            Args = ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"],
        });
        await browser.PagesAsync();
        return clock.Elapsed.TotalMilliseconds;
    }

    /// <summary>Evaluates an expression so many times.</summary>
    public async Task<object?> EvaluateAsync(string script, int count)
    {
        object? value = null;
        for (var round = 0; round < count; round++)
        {
            value = await _page.EvaluateExpressionAsync<object>(script);
        }

        return value?.ToString();
    }

    /// <summary>Opens an address and waits for its load event.</summary>
    public async Task<object?> OpenAsync(string address) => (int)(await _page.GoToAsync(address)).Status;

    /// <summary>Saves a screenshot of what the window shows.</summary>
    public async Task<object?> ScreenshotAsync(string path)
    {
        await _page.ScreenshotAsync(path);
        return null;
    }

    /// <summary>Clicks on an element.</summary>
    public async Task<object?> ClickAsync(string selector)
    {
        await _page.ClickAsync(selector);
        return null;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        _browser.Disconnect();
        await _browser.DisposeAsync();
    }
}
