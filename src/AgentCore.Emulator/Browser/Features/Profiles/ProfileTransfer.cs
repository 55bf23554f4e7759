using System.Text.Json;
using System.Text.Json.Nodes;
using AgentCore.Emulator.Browser.Cdp;
using AgentCore.Emulator.Browser.Chromium;

namespace AgentCore.Emulator.Browser.Features.Profiles;

/// <summary>Copies the state of a running browser, and puts it into another.</summary>
internal static class ProfileTransfer
{
    // Blocked storage counts as empty.
    private const string ReadStorage = """
        try {
          const keys = Array.from(localStorage, (_, i) => localStorage.key(i));
          JSON.stringify(keys.map(key => [key, localStorage.getItem(key)]))
        } catch { '[]' }
        """;

    private const string EmptyStorage = "[]";

    /// <summary>Reads the cookies, including session cookies, and the local storage of all visited origins.</summary>
    /// <exception cref="CdpException">The browser has ended.</exception>
    public static async Task<ProfileState> ReadAsync(CdpHub hub, VisitedOrigins visited)
    {
        await using var page = await OriginPage.OpenAsync(hub);
        await using var connection = await CdpConnection.OpenAsync(hub);
        var storage = new Dictionary<string, string>();
        foreach (var origin in await visited.FindAsync(connection))
        {
            if (await page.NavigateAsync(origin)
                && await page.EvaluateAsync(ReadStorage) is { } items and not EmptyStorage)
            {
                storage[origin] = items;
            }
        }

        var cookies = (await connection.SendAsync("Storage.getCookies")).GetProperty("cookies");
        return new()
        {
            Cookies = [.. cookies.EnumerateArray().Where(CanBeSet).Select(ToSettable)],
            LocalStorage = storage,
        };
    }

    /// <summary>Writes the state, as if the browser had visited the origins itself.</summary>
    /// <exception cref="CdpException">The browser rejects a part of it, or has ended.</exception>
    public static async Task WriteAsync(CdpHub hub, ProfileState state)
    {
        await using var connection = await CdpConnection.OpenAsync(hub);
        await connection.SendAsync("Storage.setCookies", new { cookies = state.Cookies });
        await using var page = await OriginPage.OpenAsync(hub);
        foreach (var (origin, items) in state.LocalStorage)
        {
            if (await page.NavigateAsync(origin))
            {
                var text = JsonSerializer.Serialize(items);
                await page.EvaluateAsync(
                    $"for (const [key, value] of JSON.parse({text})) localStorage.setItem(key, value)");
            }
        }
    }

    // A cookie of an opaque partition cannot be set again.
    private static bool CanBeSet(JsonElement cookie) =>
        !cookie.TryGetProperty("partitionKeyOpaque", out var opaque) || !opaque.GetBoolean();

    private static JsonElement ToSettable(JsonElement cookie)
    {
        var settable = JsonObject.Create(cookie)!;
        settable.Remove("size");
        settable.Remove("partitionKeyOpaque");
        if (settable.Remove("session", out var session) && session!.GetValue<bool>())
        {
            settable.Remove("expires"); // is -1; without it the cookie is a session cookie again
        }

        return JsonSerializer.SerializeToElement(settable);
    }
}

/// <summary>
/// A hidden page that opens origins without a request to the network: every response is an empty document. It reaches
/// the local storage of an origin that has no open page. Other clients see a target that is not a page.
/// </summary>
internal sealed class OriginPage : IAsyncDisposable
{
    private static readonly string EmptyDocument = Convert.ToBase64String("<!DOCTYPE html>"u8);
    private CdpConnection _connection = null!; // set before the caller has the page
    private string _session = "";
    private string _origin = "";

    private OriginPage()
    {
    }

    /// <summary>Opens the hidden page.</summary>
    /// <exception cref="CdpException">The browser has ended.</exception>
    public static async Task<OriginPage> OpenAsync(CdpHub hub)
    {
        var page = new OriginPage();
        page._connection = await CdpConnection.OpenAsync(hub, page.OnEvent);
        try
        {
            await page.AttachAsync();
            return page;
        }
        catch
        {
            await page.DisposeAsync();
            throw;
        }
    }

    /// <summary>Navigates to an origin.</summary>
    /// <param name="origin">Such as <c>https://example.com</c>.</param>
    /// <returns>Whether the browser allows it; its policies or extensions may block it.</returns>
    /// <exception cref="CdpException">The browser has ended.</exception>
    public async Task<bool> NavigateAsync(string origin)
    {
        _origin = origin;
        var entered = await _connection.SendAsync("Page.navigate", new { url = origin + "/" }, _session);
        return !entered.TryGetProperty("errorText", out _);
    }

    /// <summary>Evaluates an expression in the current origin.</summary>
    /// <param name="expression">JavaScript whose value is a string, or undefined.</param>
    /// <returns>The string; null for undefined.</returns>
    /// <exception cref="CdpException">The expression throws, or the browser has ended.</exception>
    public async Task<string?> EvaluateAsync(string expression)
    {
        var origin = JsonSerializer.Serialize(_origin);
        var guarded = $"if (location.origin !== {origin}) throw location.origin; {expression}";
        var evaluated = await _connection.SendAsync(
            "Runtime.evaluate", new { expression = guarded, returnByValue = true }, _session);
        var result = evaluated.GetProperty("result");
        return evaluated.TryGetProperty("exceptionDetails", out _)
            ? throw new CdpException("Runtime.evaluate", $"{_origin}: {result}")
            : result.TryGetProperty("value", out var value) ? value.GetString() : null;
    }

    /// <summary>Closes the hidden page.</summary>
    public ValueTask DisposeAsync() => _connection.DisposeAsync(); // a hidden page ends with its connection

    private async Task AttachAsync()
    {
        var created = await _connection.SendAsync("Target.createTarget", new { url = "about:blank", hidden = true });
        var targetId = created.GetProperty("targetId").GetString();
        var attached = await _connection.SendAsync("Target.attachToTarget", new { targetId, flatten = true });
        _session = attached.GetProperty("sessionId").GetString()!;
        await _connection.SendAsync("Fetch.enable", new { patterns = new[] { new { urlPattern = "*" } } }, _session);
        await _connection.SendAsync("Network.enable", sessionId: _session);
        await _connection.SendAsync("Network.setBypassServiceWorker", new { bypass = true }, _session);
    }

    private void OnEvent(CdpEvent cdpEvent)
    {
        if (cdpEvent.Method == "Fetch.requestPaused")
        {
            _ = RespondAsync(cdpEvent.Params);
        }
    }

    private async Task RespondAsync(JsonElement request)
    {
        var requestId = request.GetProperty("requestId").GetString();
        var url = request.GetProperty("request").GetProperty("url").GetString()!;
        try
        {
            // Chromium tries https before http. When https fails, it continues with the requested address.
            await (url.StartsWith(_origin + "/", StringComparison.Ordinal)
                ? _connection.SendAsync(
                    "Fetch.fulfillRequest",
                    new
                    {
                        requestId,
                        responseCode = 200,
                        responseHeaders = new[] { new { name = "Content-Type", value = "text/html" } },
                        body = EmptyDocument,
                    },
                    _session)
                : _connection.SendAsync(
                    "Fetch.failRequest", new { requestId, errorReason = "ConnectionRefused" }, _session));
        }
        catch (CdpException)
        {
            // The page or the browser has ended: the pending command on the page fails too.
        }
    }
}
