using System.Text.Json;
using AgentCore.Errors;
using AgentCore.Pages.Engine;
using AgentCore.Pages.Scripts;
using AgentCore.Pages.Transport;

namespace AgentCore.Pages.Cookies;

/// <summary>
/// What sites keep in localStorage. A browser shows it to pages of the site alone, so a hidden one enters the site and
/// gets an empty document; the site itself is not requested.
/// </summary>
internal static class SiteStorage
{
    private const string Read
        = "Object.keys(localStorage).map((name) => ({ name, value: localStorage.getItem(name) }))";

    /// <summary>The sites that the tabs have been to: those of their histories and of their frames.</summary>
    public static async Task<IReadOnlyList<Uri>> FindAsync(SessionBrowser browser, CancellationToken cancellationToken)
    {
        var listed = await browser.Transport.SendAsync("Target.getTargets", new { }, null, cancellationToken);
        var urls = listed.GetProperty("targetInfos").EnumerateArray()
            .Where(target => target.GetProperty("type").GetString() is "page" or "iframe")
            .Select(target => target.GetProperty("url").GetString()!)
            .ToList();
        foreach (var tab in browser.Pages)
        {
            var session = await browser.RawSessionAsync(tab).WaitAsync(cancellationToken);
            var history = await browser.Transport.SendAsync(
                "Page.getNavigationHistory", new { }, session, cancellationToken);
            urls.AddRange(history.GetProperty("entries").EnumerateArray()
                .Select(entry => entry.GetProperty("url").GetString()!));
        }

        return
        [
            .. urls.Select(url => Uri.TryCreate(url, UriKind.Absolute, out var address) ? address : null)
                .OfType<Uri>()
                .Where(address => address.Scheme is "http" or "https")
                .Select(address => new Uri(address.GetLeftPart(UriPartial.Authority)))
                .Distinct(),
        ];
    }

    /// <summary>What a site keeps.</summary>
    public static async Task<IReadOnlyList<StoredItem>> ReadAsync(
        SessionBrowser browser, Uri origin, CancellationToken cancellationToken)
    {
        var items = await RunAsync(browser, origin, Read, cancellationToken);
        return [.. items.EnumerateArray().Select(StoredItem.Of)];
    }

    /// <summary>Adds to what a site keeps.</summary>
    /// <exception cref="AgentCoreException">The site's storage is full.</exception>
    public static Task WriteAsync(
        SessionBrowser browser, Uri origin, IReadOnlyList<StoredItem> items, CancellationToken cancellationToken)
    {
        var pairs = JavaScriptLiteral.Of(
            items.Select(item => (object?)new object?[] { item.Name, item.Value }).ToArray());
        var write = $"{pairs}.forEach(([name, value]) => localStorage.setItem(name, value))";
        return RunAsync(browser, origin, write, cancellationToken);
    }

    private static async Task<JsonElement> RunAsync(
        SessionBrowser browser, Uri origin, string expression, CancellationToken cancellationToken)
    {
        using var page = await HiddenPage.OpenAsync(browser.Transport, cancellationToken);
        await EnterAsync(browser.Transport, page, origin, cancellationToken);
        var response = await page.SendAsync(
            "Runtime.evaluate", new { expression, returnByValue = true }, cancellationToken);
        return response.TryGetProperty("exceptionDetails", out var details)
            ? throw Failures.InvalidState(
                $"The local storage of {origin} cannot be used: "
                    + details.GetProperty("exception").GetProperty("description").GetString()!.Split('\n')[0])
            : response.GetProperty("result").TryGetProperty("value", out var value) ? value : default;
    }

    // Its request gets an empty page as its response.
    private static async Task EnterAsync(
        CdpTransport transport, HiddenPage page, Uri origin, CancellationToken cancellationToken)
    {
        using var requests = new EventFeed(transport, page.SessionId, "Fetch.requestPaused");
        await SendAsync("Network.enable", new { });
        await SendAsync("Network.setBypassServiceWorker", new { bypass = true });
        await SendAsync("Fetch.enable", new { });
        var going = SendAsync("Page.navigate", new { url = origin.AbsoluteUri });
        using var waiting = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var pausing = requests.NextAsync(waiting.Token);
        // A browser requests nothing of some sites, such as those with the port of another service.
        if (await Task.WhenAny(pausing, going) == pausing)
        {
            await SendAsync("Fetch.fulfillRequest", new
            {
                requestId = (await pausing).Parameters.GetProperty("requestId").GetString(),
                responseCode = 200,
                responseHeaders = new[] { new { name = "Content-Type", value = "text/html" } },
                body = "",
            });
        }

        waiting.Cancel();
        if ((await going).TryGetProperty("errorText", out var reason))
        {
            throw Failures.ConnectionFailed($"The browser cannot open '{origin}': {reason.GetString()}");
        }

        Task<JsonElement> SendAsync(string method, object parameters) =>
            page.SendAsync(method, parameters, cancellationToken);
    }
}
