using System.Text.Json;
using AgentCore.Emulator.Browser.Cdp;

namespace AgentCore.Emulator.Browser.Features.Profiles;

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
