using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using AgentCore.Pages.Transport;
using PuppeteerSharp.Cdp;

namespace AgentCore.Pages.Engine;

/// <summary>What a request gets instead of its server's response.</summary>
/// <param name="Pattern">What the request's address is like, with wildcards.</param>
/// <param name="Status">The HTTP status, 200 to 599.</param>
/// <param name="Headers">The headers.</param>
/// <param name="Body">The content.</param>
internal sealed record RequestMock(
    string Pattern, int Status, IReadOnlyList<(string Name, string Value)> Headers, byte[] Body);

/// <summary>Responds to requests of a tab in place of their servers.</summary>
/// <remarks>
/// In an attachment of its own, with exactly these addresses: other requests are not delayed, and others who intercept
/// requests of the page are not disturbed. The browser forgets it with the connection, and is told again on the next.
/// </remarks>
[SuppressMessage("Design", "CA1001", Justification = "A semaphore without a wait handle has nothing to free.")]
internal sealed class RequestMocks
{
    private const string Paused = "Fetch.requestPaused";
    private const int NoContent = 204;

    private readonly SemaphoreSlim _gate = new(1, 1);
    private IReadOnlyList<RequestMock> _mocks = [];
    private (SessionBrowser Browser, string TargetId)? _place;
    private FrameSessions? _sessions;

    /// <summary>From now on these requests get these responses, and no others; none takes all back.</summary>
    public Task SetAsync(
        SessionBrowser browser, CdpTarget tab, IReadOnlyList<RequestMock> mocks, CancellationToken cancellationToken)
    {
        // The most exact one counts where several match.
        _mocks = [.. mocks.OrderByDescending(mock => mock.Pattern.Length)];
        return ApplyAsync(browser, tab, isChanged: true, cancellationToken);
    }

    /// <summary>Sets it for the tab again, if it was set on another connection.</summary>
    public Task RestoreAsync(SessionBrowser browser, CdpTarget tab, CancellationToken cancellationToken) =>
        _mocks.Count == 0 ? Task.CompletedTask : ApplyAsync(browser, tab, isChanged: false, cancellationToken);

    private async Task ApplyAsync(
        SessionBrowser browser, CdpTarget tab, bool isChanged, CancellationToken cancellationToken)
    {
        await _gate.WaitAsync(cancellationToken);
        try
        {
            var isAttached = _place == (browser, tab.TargetId);
            if (!isAttached)
            {
                var sessions = await FrameSessions.AttachAsync(browser, tab, () => [Switch()])
                    .WaitAsync(cancellationToken);
                _ = browser.Transport.Listen(
                    (session, method) => method == Paused && sessions.Has(session),
                    paused => Respond(browser.Transport, paused));
                (_sessions, _place) = (sessions, (browser, tab.TargetId));
                sessions.Follow();
            }

            if (isChanged || !isAttached)
            {
                var (method, parameters) = Switch();
                await browser.Transport.SendAsync(method, parameters, _sessions!.Page, cancellationToken);
                _sessions.PostToFrames(method, parameters);
            }
        }
        finally
        {
            _gate.Release();
        }
    }

    private (string Method, object Parameters) Switch() => _mocks.Count == 0
        ? ("Fetch.disable", new { })
        : ("Fetch.enable", new { patterns = _mocks.Select(mock => new { urlPattern = mock.Pattern }) });

    private void Respond(CdpTransport transport, CdpEvent paused)
    {
        var requestId = paused.Parameters.GetProperty("requestId").GetString();
        var request = paused.Parameters.GetProperty("request");
        var url = request.GetProperty("url").GetString()!;
        var mock = _mocks.FirstOrDefault(mock => UrlPattern.IsMatch(mock.Pattern, url));
        if (mock is null)
        {
            transport.Post("Fetch.continueRequest", new { requestId }, paused.SessionId);
            return;
        }

        var headers = request.GetProperty("headers");
        // A page of another site asks first whether it may, and the server that would say so is not called.
        var isQuestion = request.GetProperty("method").GetString() == "OPTIONS"
            && TextOf(headers, "Access-Control-Request-Method") is not null;
        var sent = (isQuestion ? [] : mock.Headers)
            .Concat(Allowing(headers).Where(allowed => !mock.Headers.Any(
                own => string.Equals(own.Name, allowed.Name, StringComparison.OrdinalIgnoreCase))))
            .Select(header => new { name = header.Name, value = header.Value });
        transport.Post(
            "Fetch.fulfillRequest",
            new
            {
                requestId,
                responseCode = isQuestion ? NoContent : mock.Status,
                responseHeaders = sent,
                body = Convert.ToBase64String(isQuestion ? [] : mock.Body),
            },
            paused.SessionId);
    }

    // What a server says to let the pages of another site have its response.
    private static IEnumerable<(string Name, string Value)> Allowing(JsonElement headers)
    {
        if (TextOf(headers, "Origin") is { } origin)
        {
            yield return ("Access-Control-Allow-Origin", origin);
            yield return ("Access-Control-Allow-Credentials", "true");
            yield return ("Access-Control-Allow-Methods", TextOf(headers, "Access-Control-Request-Method") ?? "*");
            yield return ("Access-Control-Allow-Headers", TextOf(headers, "Access-Control-Request-Headers") ?? "*");
        }
    }

    private static string? TextOf(JsonElement headers, string name) => headers.EnumerateObject()
        .Where(header => string.Equals(header.Name, name, StringComparison.OrdinalIgnoreCase))
        .Select(header => header.Value.GetString())
        .FirstOrDefault();
}

/// <summary>Patterns of addresses as the browser reads them: * is any text, ? any letter, \ makes them plain.</summary>
internal static class UrlPattern
{
    /// <summary>Whether an address is like the pattern.</summary>
    public static bool IsMatch(string pattern, string url)
    {
        var (at, from, star, retry) = (0, 0, -1, 0);
        while (from < url.Length)
        {
            var isPlain = at < pattern.Length - 1 && pattern[at] == '\\';
            var letter = at < pattern.Length ? pattern[isPlain ? at + 1 : at] : '\0';
            if (at < pattern.Length && letter == '*' && !isPlain)
            {
                (star, retry) = (at++, from);
            }
            else if (at < pattern.Length && ((letter == '?' && !isPlain) || letter == url[from]))
            {
                (at, from) = (at + (isPlain ? 2 : 1), from + 1);
            }
            else if (star >= 0)
            {
                (at, from) = (star + 1, ++retry);
            }
            else
            {
                return false;
            }
        }

        return pattern[at..].All(letter => letter == '*');
    }
}
