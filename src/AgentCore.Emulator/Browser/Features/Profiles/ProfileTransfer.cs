using System.Text.Json;
using System.Text.Json.Nodes;
using AgentCore.Emulator.Browser.Cdp;
using AgentCore.Emulator.Browser.Chromium;

namespace AgentCore.Emulator.Browser.Features.Profiles;

/// <summary>Takes the state of a running browser, and puts it into another.</summary>
internal static class ProfileTransfer
{
    // An origin whose storage is blocked has none.
    private const string ReadStorage = """
        try {
          JSON.stringify(Array.from(localStorage, (_, i) => localStorage.key(i)).map(key => [key, localStorage.getItem(key)]))
        } catch { '[]' }
        """;

    private const string Nothing = "[]";

    /// <summary>Reads cookies, those without expiry included, and the local storage of all origins visited.</summary>
    /// <exception cref="CdpException">The browser is gone.</exception>
    public static async Task<ProfileState> ReadAsync(CdpHub hub, VisitedOrigins visited)
    {
        await using var page = await OriginPage.OpenAsync(hub);
        await using var connection = await CdpConnection.OpenAsync(hub);
        var storage = new Dictionary<string, string>();
        foreach (var origin in await visited.FindAsync(connection))
        {
            if (await page.EnterAsync(origin) && await page.EvaluateAsync(ReadStorage) is { } items and not Nothing)
            {
                storage[origin] = items;
            }
        }

        var cookies = (await connection.SendAsync("Storage.getCookies")).GetProperty("cookies");
        return new() { Cookies = [.. cookies.EnumerateArray().Where(CanBeSet).Select(ToSettable)], LocalStorage = storage };
    }

    /// <summary>Writes it all; the browser is as if it had visited the origins itself.</summary>
    /// <exception cref="CdpException">The browser refuses some of it, or is gone.</exception>
    public static async Task WriteAsync(CdpHub hub, ProfileState state)
    {
        await using var connection = await CdpConnection.OpenAsync(hub);
        await connection.SendAsync("Storage.setCookies", new { cookies = state.Cookies });
        await using var page = await OriginPage.OpenAsync(hub);
        foreach (var (origin, items) in state.LocalStorage)
        {
            if (await page.EnterAsync(origin))
            {
                var text = JsonSerializer.Serialize(items);
                await page.EvaluateAsync($"for (const [key, value] of JSON.parse({text})) localStorage.setItem(key, value)");
            }
        }
    }

    // A cookie of a partition that has no name cannot be set again.
    private static bool CanBeSet(JsonElement cookie) =>
        !cookie.TryGetProperty("partitionKeyOpaque", out var opaque) || !opaque.GetBoolean();

    private static JsonElement ToSettable(JsonElement cookie)
    {
        var settable = JsonObject.Create(cookie)!;
        settable.Remove("size");
        settable.Remove("partitionKeyOpaque");
        if (settable.Remove("session", out var session) && session!.GetValue<bool>())
        {
            settable.Remove("expires"); // is -1; without it the cookie is one of the session again
        }

        return JsonSerializer.SerializeToElement(settable);
    }
}

/// <summary>
/// A hidden page that enters origins although nothing leaves the browser: whatever it loads is an empty document. It is
/// how the local storage of an origin with no open page is reached. Other clients see a target that is no page.
/// </summary>
internal sealed class OriginPage : IAsyncDisposable
{
    private static readonly string EmptyDocument = Convert.ToBase64String("<!DOCTYPE html>"u8);
    private CdpConnection _connection = null!; // set before anybody has the page
    private string _session = "";
    private string _origin = "";

    private OriginPage()
    {
    }

    /// <summary>Opens it.</summary>
    /// <exception cref="CdpException">The browser is gone.</exception>
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

    /// <summary>Enters an origin.</summary>
    /// <param name="origin">Such as <c>https://example.com</c>.</param>
    /// <returns>Whether the browser allows it; its policies or extensions may not.</returns>
    /// <exception cref="CdpException">The browser is gone.</exception>
    public async Task<bool> EnterAsync(string origin)
    {
        _origin = origin;
        var entered = await _connection.SendAsync("Page.navigate", new { url = origin + "/" }, _session);
        return !entered.TryGetProperty("errorText", out _);
    }

    /// <summary>Evaluates an expression in the origin that was entered.</summary>
    /// <param name="expression">JavaScript whose value is text, or undefined.</param>
    /// <returns>The text; null for undefined.</returns>
    /// <exception cref="CdpException">The expression throws, or the browser is gone.</exception>
    public async Task<string?> EvaluateAsync(string expression)
    {
        var guarded = $"if (location.origin !== {JsonSerializer.Serialize(_origin)}) throw location.origin; {expression}";
        var answer = await _connection.SendAsync(
            "Runtime.evaluate", new { expression = guarded, returnByValue = true }, _session);
        var result = answer.GetProperty("result");
        return answer.TryGetProperty("exceptionDetails", out _)
            ? throw new CdpException("Runtime.evaluate", $"{_origin}: {result}")
            : result.TryGetProperty("value", out var value) ? value.GetString() : null;
    }

    /// <summary>Closes it.</summary>
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

    private void OnEvent(CdpEvent happened)
    {
        if (happened.Method == "Fetch.requestPaused")
        {
            _ = AnswerAsync(happened.Params);
        }
    }

    private async Task AnswerAsync(JsonElement request)
    {
        var requestId = request.GetProperty("requestId").GetString();
        var url = request.GetProperty("request").GetProperty("url").GetString()!;
        try
        {
            // Chromium tries https before http; refused, it goes on to what it was asked for.
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
            // The page or the browser is gone: who waits for the page is told.
        }
    }
}
