using System.Text.Json;
using AgentCore.Pages.Engine;
using AgentCore.Pages.Transport;

namespace AgentCore.Pages.Logs;

/// <summary>
/// Keeps what all pages, their frames and their workers log, fail with and request while the connection is open; what
/// they logged before, the browser repeats when it begins.
/// </summary>
/// <remarks>
/// From the transport and not from PuppeteerSharp's events of a page: those begin only when the page can be driven, so
/// that its first scripts are missed, and make a handle of every object that is logged. The commands that make the
/// browser send these events are PuppeteerSharp's.
/// </remarks>
internal sealed class PageLog : IBrowserFeature
{
    // Attached to by PuppeteerSharp itself, with the tab that each is in; used on the reading thread alone.
    private readonly Dictionary<string, string> _tabs = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Action<string, JsonElement>> _handlers;
    private LogState _state = null!;
    private double _repeatedUntil;

    public PageLog() => _handlers = new(StringComparer.Ordinal)
    {
        ["Runtime.consoleAPICalled"] = OnConsole,
        ["Runtime.exceptionThrown"] = OnError,
        ["Log.entryAdded"] = OnMessage,
        ["Network.requestWillBeSent"] = OnRequest,
        ["Network.responseReceived"] = OnResponse,
        ["Network.loadingFinished"] = OnFinished,
        ["Network.loadingFailed"] = OnFailed,
    };

    /// <inheritdoc/>
    public void Connect(SessionBrowser browser)
    {
        _state = browser.Memory.Get<LogState>();
        _state.Abandon();
        _repeatedUntil = _state.LastMessage;
        browser.Transport.Listen(
            (_, method) => method == "Target.attachedToTarget", raised => Attach(browser, raised));
        browser.Transport.Listen(
            (_, method) => method == "Target.detachedFromTarget",
            raised => _tabs.Remove(raised.Parameters.GetProperty("sessionId").GetString()!));
        browser.Transport.Listen(
            (session, method) => session is not null && _handlers.ContainsKey(method) && _tabs.ContainsKey(session),
            raised => Note(_handlers[raised.Method], _tabs[raised.SessionId!], raised.Parameters));
    }

    // A page is a child of its tab's attachment, and its frames and workers of the page's; attachments that somebody
    // asked for are children of the browser's.
    private void Attach(SessionBrowser browser, CdpEvent raised)
    {
        var target = raised.Parameters.GetProperty("targetInfo");
        var session = raised.Parameters.GetProperty("sessionId").GetString()!;
        var tab = target.GetProperty("type").GetString() == "page" ? target.GetProperty("targetId").GetString()
            : raised.SessionId is { } parent && _tabs.TryGetValue(parent, out var itsTab) ? itsTab
            : null;
        if (!raised.IsOwn && raised.SessionId is not null && tab is not null)
        {
            _tabs[session] = tab;
            // Before PuppeteerSharp lets it run: its first requests count.
            browser.Transport.Post("Network.enable", new { }, session);
        }
    }

    private static void Note(Action<string, JsonElement> handler, string tab, JsonElement about)
    {
        try
        {
            handler(tab, about);
        }
        catch (Exception strange) when (strange is KeyNotFoundException or InvalidOperationException or FormatException)
        {
            // An event that a newer browser writes in another way is not logged; the connection goes on.
        }
    }

    private void OnConsole(string tab, JsonElement about)
    {
        var type = about.GetProperty("type").GetString();
        if (type is "clear" or "endGroup" or "profile" or "profileEnd")
        {
            return;
        }

        var level = type switch
        {
            "error" or "assert" => BrowserLogLevel.Error,
            "warning" => BrowserLogLevel.Warning,
            "debug" => BrowserLogLevel.Debug,
            _ => BrowserLogLevel.Info,
        };
        var place = Place(about);
        Add(about, () => new BrowserLogEntry
        {
            Time = Time(about),
            EntryLevel = level,
            Text = ConsoleText.Of(about.GetProperty("args")),
            Url = place.Url,
            Line = place.Line,
            TabId = tab,
        });
    }

    private void OnError(string tab, JsonElement about)
    {
        var details = about.GetProperty("exceptionDetails");
        var thrown = details.TryGetProperty("exception", out var exception)
            ? ConsoleText.OfError(exception)
            : "";
        var lines = thrown.Split(["\n    at "], 2, StringSplitOptions.None);
        var place = Place(details);
        Add(about, () => new BrowserLogEntry
        {
            Time = Time(about),
            EntryKind = BrowserLogKind.Error,
            EntryLevel = BrowserLogLevel.Error,
            Text = $"{details.GetProperty("text").GetString()} {lines[0]}".Trim(),
            StackTrace = lines.Length > 1 ? thrown : null,
            Url = place.Url,
            Line = place.Line ?? details.GetProperty("lineNumber").GetInt32() + 1,
            TabId = tab,
        });
    }

    // What the browser itself says. That a request failed is in the entry of the request.
    private void OnMessage(string tab, JsonElement about)
    {
        var entry = about.GetProperty("entry");
        if (TextOf(entry, "source") is "network" or "javascript")
        {
            return;
        }

        var level = TextOf(entry, "level") switch
        {
            "error" => BrowserLogLevel.Error,
            "warning" => BrowserLogLevel.Warning,
            "verbose" => BrowserLogLevel.Debug,
            _ => BrowserLogLevel.Info,
        };
        var place = Place(entry);
        Add(entry, () => new BrowserLogEntry
        {
            Time = Time(entry),
            EntryLevel = level,
            Text = ConsoleText.Cut(TextOf(entry, "text") ?? ""),
            Url = place.Url,
            Line = place.Line,
            TabId = tab,
        });
    }

    private void OnRequest(string tab, JsonElement about)
    {
        var id = about.GetProperty("requestId").GetString()!;
        var request = about.GetProperty("request");
        var url = request.GetProperty("url").GetString()!;
        // What is in an address itself is not requested from anywhere.
        if (url.StartsWith("data:", StringComparison.OrdinalIgnoreCase))
        {
            return;
        }

        if (about.TryGetProperty("redirectResponse", out var moved))
        {
            _state.End(id, open => Respond(open, moved).ToEntry(Seconds(about), Bytes(moved)));
        }

        _state.Begin(
            id,
            new OpenRequest(
                tab,
                request.GetProperty("method").GetString()!,
                ConsoleText.Cut(url),
                FromMilliseconds(about.GetProperty("wallTime").GetDouble() * 1000),
                Seconds(about)));
    }

    private void OnResponse(string tab, JsonElement about) => _state.Continue(
        about.GetProperty("requestId").GetString()!, open => Respond(open, about.GetProperty("response")));

    private void OnFinished(string tab, JsonElement about) => _state.End(
        about.GetProperty("requestId").GetString()!, open => open.ToEntry(Seconds(about), Bytes(about)));

    private void OnFailed(string tab, JsonElement about)
    {
        var isCanceled = about.TryGetProperty("canceled", out var canceled) && canceled.GetBoolean();
        var reason = about.TryGetProperty("corsErrorStatus", out var cors) ? $" (CORS: {TextOf(cors, "corsError")})"
            : TextOf(about, "blockedReason") is { } blocked ? $" (blocked: {blocked})"
            : "";
        _state.End(
            about.GetProperty("requestId").GetString()!,
            open => open.ToEntry(
                Seconds(about), failure: TextOf(about, "errorText") + reason, isCanceled: isCanceled));
    }

    // With each connection the browser repeats its last messages.
    private void Add(JsonElement about, Func<BrowserLogEntry> make)
    {
        var time = about.GetProperty("timestamp").GetDouble();
        if (time > _repeatedUntil)
        {
            _state.Add(make());
            _state.LastMessage = Math.Max(_state.LastMessage, time);
        }
    }

    private static OpenRequest Respond(OpenRequest request, JsonElement response) => request with
    {
        Status = response.GetProperty("status").GetInt32() is var status and > 0 ? status : null,
        MimeType = TextOf(response, "mimeType") is { Length: > 0 } type ? type : null,
    };

    private static (string Url, int? Line) Place(JsonElement about)
    {
        var top = about.TryGetProperty("stackTrace", out var stack)
            ? stack.GetProperty("callFrames").EnumerateArray().FirstOrDefault()
            : default;
        var place = top.ValueKind == JsonValueKind.Object ? top : about;
        return (ConsoleText.Cut(TextOf(place, "url") ?? ""), LineOf(place));
    }

    // The browser counts from 0.
    private static int? LineOf(JsonElement place) =>
        place.TryGetProperty("lineNumber", out var line) ? line.GetInt32() + 1 : null;

    private static DateTime Time(JsonElement about) => FromMilliseconds(about.GetProperty("timestamp").GetDouble());

    private static DateTime FromMilliseconds(double sinceEpoch) =>
        DateTimeOffset.FromUnixTimeMilliseconds(0).AddTicks((long)(sinceEpoch * TimeSpan.TicksPerMillisecond))
            .LocalDateTime;

    private static double Seconds(JsonElement about) => about.GetProperty("timestamp").GetDouble();

    private static long Bytes(JsonElement about) => (long)about.GetProperty("encodedDataLength").GetDouble();

    private static string? TextOf(JsonElement about, string name) =>
        about.TryGetProperty(name, out var text) ? text.GetString() : null;
}
