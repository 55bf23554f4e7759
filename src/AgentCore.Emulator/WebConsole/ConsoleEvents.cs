using System.Globalization;
using System.Text;
using AgentCore.Emulator.Http;

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
/// <param name="stopping">Cancelled when the emulator ends.</param>
internal sealed class ConsoleEvents(
    ConsoleParts parts, CallHistory history, ConsoleGate gate, TimeProvider time, CancellationToken stopping)
{
    private static readonly TimeSpan LookInterval = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan CallInterval = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan KeepAlive = TimeSpan.FromSeconds(15);

    /// <summary>Serves a console until it is closed.</summary>
    public async Task ServeAsync(OperationInput input, OperationContext context)
    {
        var http = context.Http;
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
