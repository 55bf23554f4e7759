using System.Globalization;
using System.Text;
using AgentCore.Emulator.Browser.Session;
using AgentCore.Emulator.CodeInterpreter.Session;
using AgentCore.Emulator.Generated;
using AgentCore.Emulator.Http;
using AgentCore.Emulator.Resources;

namespace AgentCore.Emulator.WebConsole;

/// <summary>
/// Tells an open console what changes, by server-sent events: <c>hello</c> with the emulator's time, <c>state</c> when
/// anything that is shown has changed, <c>call</c> for each call, <c>closed</c> when the browser is no longer admitted,
/// <c>end</c> when the emulator ends. A page that reads slowly misses states and old calls, and costs no memory.
/// </summary>
/// <param name="parts">What is shown.</param>
/// <param name="history">The calls.</param>
/// <param name="gate">Whether the browser is admitted.</param>
/// <param name="time">The clock.</param>
/// <param name="lifetime">The life of the emulator.</param>
internal sealed class ConsoleEvents(
    ConsoleParts parts, CallHistory history, ConsoleGate gate, TimeProvider time, IHostApplicationLifetime lifetime)
{
    private static readonly TimeSpan LookInterval = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan CallInterval = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan KeepAlive = TimeSpan.FromSeconds(15);

    /// <summary>Serves a console until it is closed.</summary>
    public async Task ServeAsync(OperationInput input, OperationContext context)
    {
        var (http, stopping) = (context.Http, lifetime.ApplicationStopping);
        ConsoleFiles.SetHeaders(http.Response, ConsoleFiles.NothingAtAll);
        http.Response.ContentType = "text/event-stream; charset=utf-8";
        using var either = CancellationTokenSource.CreateLinkedTokenSource(context.Aborted, stopping);
        _ = long.TryParse(
            input.Headers["Last-Event-ID"], NumberStyles.None, CultureInfo.InvariantCulture, out var number);
        try
        {
            await WriteAsync(http, $"retry: 1000\n{Event("hello", new { now = time.GetUtcNow() })}", either.Token);
            await FollowAsync(http, number, either.Token);
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            await WriteAsync(http, Event("end", new { }), context.Aborted);
        }
    }

    private async Task FollowAsync(HttpContext http, long number, CancellationToken cancellationToken)
    {
        var (shown, written) = ("", time.GetUtcNow());
        while (gate.IsAdmitted(http.Request))
        {
            var changed = history.Changed;
            var news = new StringBuilder();
            foreach (var (next, call) in history.Since(number))
            {
                number = next;
                news.Append(CultureInfo.InvariantCulture, $"id: {next}\n").Append(Event("call", CallRow.Of(call)));
            }

            var state = Event("state", ConsoleState.Of(parts));
            news.Append(state == shown ? "" : state);
            shown = state;
            if (news.Length == 0 && time.GetUtcNow() - written > KeepAlive)
            {
                news.Append(": still here\n\n");
            }

            if (news.Length > 0)
            {
                await WriteAsync(http, news.ToString(), cancellationToken);
                written = time.GetUtcNow();
            }

            // A burst of calls is sent together.
            await Task.Delay(CallInterval, time, cancellationToken);
            await Task.WhenAny(changed, Task.Delay(LookInterval, time, cancellationToken));
            cancellationToken.ThrowIfCancellationRequested();
        }

        await WriteAsync(http, Event("closed", new { }), cancellationToken);
    }

    // JSON has no line ends.
    private static string Event<T>(string name, T data) =>
        $"event: {name}\ndata: {Encoding.UTF8.GetString(WireJson.Write(data))}\n\n";

    private static async Task WriteAsync(HttpContext http, string text, CancellationToken cancellationToken)
    {
        await http.Response.WriteAsync(text, cancellationToken);
        await http.Response.Body.FlushAsync(cancellationToken);
    }
}

/// <summary>A call, as the console shows it.</summary>
internal sealed record CallRow(
    string RequestId, string Operation, int Status, string? Error, double Milliseconds, DateTimeOffset StartedAt)
{
    /// <summary>Access key, or <c>page</c>; null when the signature was missing or wrong.</summary>
    public string? Caller { get; init; }

    /// <summary>Region of the call.</summary>
    public string? Region { get; init; }

    /// <summary>Session that it names.</summary>
    public string? SessionId { get; init; }

    /// <summary>Browser, profile or code interpreter that it names.</summary>
    public string? ResourceId { get; init; }

    /// <summary>Describes a call.</summary>
    public static CallRow Of(CompletedCall call) => new(
        call.RequestId,
        call.Operation,
        call.Status,
        call.IsAborted ? "caller disconnected" : call.ErrorCode,
        Math.Round(call.Duration.TotalMilliseconds, 1),
        call.StartedAt)
    {
        Caller = call.Caller.Length == 0 ? null : call.Caller,
        Region = call.Region.Length == 0 ? null : call.Region,
        SessionId = call.SessionId,
        ResourceId = call.ResourceId,
    };
}

/// <summary>What the console shows, at one moment. It is the same as long as nothing changes, time apart.</summary>
/// <param name="Sessions">The live sessions, the newest first.</param>
/// <param name="Ending">
/// Ids of the browser sessions that have ended, but whose recording may not be complete yet.
/// </param>
/// <param name="Browsers">The browsers.</param>
/// <param name="CodeInterpreters">The code interpreters.</param>
/// <param name="Profiles">The browser profiles.</param>
internal sealed record ConsoleState(
    IReadOnlyList<SessionRow> Sessions,
    IReadOnlyList<string> Ending,
    IReadOnlyList<ResourceRow> Browsers,
    IReadOnlyList<ResourceRow> CodeInterpreters,
    IReadOnlyList<ResourceRow> Profiles)
{
    /// <summary>Looks at the emulator.</summary>
    public static ConsoleState Of(ConsoleParts parts) => new(
        [
            .. parts.BrowserSessions.Sessions.Live.Select(SessionRow.Of)
                .Concat(parts.CodeSessions.Live.Select(SessionRow.Of))
                .OrderByDescending(row => row.Id, StringComparer.Ordinal),
        ],
        [.. parts.BrowserSessions.Sessions.Ending.Select(session => session.Seed.Id)],
        [.. parts.Browsers.All.Select(one => ResourceRow.Of(
            one, one.Definition.Name, one.Definition.Description, parts.Browsers.StatusOf(one)) with
        {
            Recording = one.Definition.Recording is { Enabled: true, S3Location: { } place }
                ? $"s3://{place.Bucket}/{place.Prefix}"
                : null,
        })],
        [.. parts.CodeInterpreters.All.Select(one => ResourceRow.Of(
            one, one.Definition.Name, one.Definition.Description, parts.CodeInterpreters.StatusOf(one)))],
        [.. parts.Profiles.Resources.All.Select(one => ResourceRow.Of(
            one, one.Definition.Name, one.Definition.Description, parts.Profiles.Resources.StatusOf(one)) with
        {
            LastSavedAt = one.Definition.LastSave?.At,
        })]);
}

/// <summary>A live session.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Tool"><c>browser</c> or <c>code</c>.</param>
/// <param name="Name">Its name; null for none.</param>
/// <param name="ResourceId">Its browser or code interpreter.</param>
/// <param name="Region">Its region.</param>
/// <param name="Status">READY.</param>
/// <param name="CreatedAt">When it started.</param>
/// <param name="EndsAt">When its time to live is over.</param>
internal sealed record SessionRow(
    string Id,
    string Tool,
    string? Name,
    string ResourceId,
    string Region,
    string Status,
    DateTimeOffset CreatedAt,
    DateTimeOffset EndsAt)
{
    /// <summary>Size of the pages of a browser.</summary>
    public ViewPort? ViewPort { get; init; }

    /// <summary>Last call of a code session; null before the first.</summary>
    public LastCallRow? LastCall { get; init; }

    /// <summary>Describes a session.</summary>
    public static SessionRow Of(BrowserSession session) => Of(session, "browser") with
    {
        ViewPort = session.Request.ViewPort,
    };

    /// <summary>Describes a session.</summary>
    public static SessionRow Of(CodeInterpreterSession session) => Of(session, "code") with
    {
        LastCall = session.LastCall is { } call
            ? new(call.Tool, call.Input, call.Output, call.IsRunning, call.IsError)
            : null,
    };

    private static SessionRow Of(ToolSession session, string tool)
    {
        var seed = session.Seed;
        return new(
            seed.Id,
            tool,
            seed.Name,
            seed.ResourceId,
            seed.Region,
            session.Status,
            seed.CreatedAt,
            seed.CreatedAt.AddSeconds(seed.TimeoutSeconds));
    }
}

/// <summary>The last call of a code session.</summary>
internal sealed record LastCallRow(string Tool, string Input, string Output, bool IsRunning, bool IsError);

/// <summary>A browser, code interpreter or profile.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Region">Its region; null for one of the system, which is in all.</param>
/// <param name="Name">Its name.</param>
/// <param name="Description">What it is for.</param>
/// <param name="Status">Its status.</param>
/// <param name="Tags">Its tags.</param>
/// <param name="CreatedAt">When it was created.</param>
internal sealed record ResourceRow(
    string Id,
    string? Region,
    string? Name,
    string? Description,
    string Status,
    IReadOnlyDictionary<string, string> Tags,
    DateTimeOffset CreatedAt)
{
    /// <summary>Where a browser records to; null where it does not.</summary>
    public string? Recording { get; init; }

    /// <summary>When a session was last saved into a profile.</summary>
    public DateTimeOffset? LastSavedAt { get; init; }

    /// <summary>Describes a resource.</summary>
    public static ResourceRow Of<T>(Resource<T> resource, string? name, string? description, string status) => new(
        resource.Id,
        resource.Region,
        name,
        description,
        status,
        resource.Tags,
        resource.CreatedAt);
}
