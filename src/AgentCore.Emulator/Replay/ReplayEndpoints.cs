using System.Text;
using System.Text.Json;
using AgentCore.Emulator.Browser.Session;
using AgentCore.Emulator.Core;
using AgentCore.Emulator.Generated;
using AgentCore.Emulator.Http;

namespace AgentCore.Emulator.Replay;

/// <summary>Serves every operation and the automation streams from a recording.</summary>
internal sealed class ReplayEndpoints : IAsyncDisposable
{
    private readonly CallScript _calls;
    private readonly StreamScripts _streams;
    private readonly ReplayReport _report;
    private readonly TimeProvider _time;
    private readonly CancellationTokenSource _ending = new();
    private readonly CancellationToken _ended;

    /// <summary>Creates the endpoints.</summary>
    /// <param name="recording">The recording.</param>
    /// <param name="time">The clock.</param>
    /// <param name="log">Gets what is not in the recording.</param>
    public ReplayEndpoints(RecordedCalls recording, TimeProvider time, ILogger log)
    {
        _time = time;
        _calls = new(recording);
        _streams = new(recording, _calls, time);
        _report = new(recording.Path, log);
        _ended = _ending.Token;
        if (recording.CutLine is { } line)
        {
            log.LogWarning(
                "The recording '{File}' ends within line {Line}; it is replayed up to there.", recording.Path, line);
        }
    }

    /// <summary>Adds the handlers.</summary>
    public void Register(OperationRegistry registry)
    {
        foreach (var operation in OperationTable.Rows)
        {
            registry.Handle(operation.Name, ServeAsync);
        }

        registry.Serve(new ExtraRoute(BrowserStream.Automation, BrowserStream.AutomationPath, ServeStreamAsync));
        registry.Serve(new ExtraRoute(BrowserStream.LiveView, BrowserStream.LiveViewPath, RejectLiveView));
    }

    /// <summary>Ends the streams, and reports what was not in the recording.</summary>
    public async ValueTask DisposeAsync()
    {
        await _ending.CancelAsync();
        _ending.Dispose();
        _report.Summarize();
    }

    private Task ServeAsync(OperationInput input, OperationContext context) =>
        ReplayAsync(Find(() => _calls.Take(RequestText.OfCall(input, context))), context);

    private async Task ServeStreamAsync(OperationInput input, OperationContext context)
    {
        var (rejection, script) = Find(() => _streams.Connect(RequestText.OfCall(input, context)));
        if (rejection is not null)
        {
            await ReplayAsync(rejection, context);
            return;
        }

        using var socket = await WebSockets.AcceptAsync(context.Http);
        await new StreamReplay(socket, script!, _report, _time).RunAsync(_calls, _ended);
    }

    private static Task RejectLiveView(OperationInput input, OperationContext context) =>
        throw ServiceErrors.NotRecorded(
            "A live view is not replayed: there is no browser behind a recording. Start the emulator without --replay "
            + "to watch a session.");

    private T Find<T>(Func<T> find)
    {
        try
        {
            var found = find();
            _report.Found();
            return found;
        }
        catch (ServiceException missing)
        {
            _report.Missing(missing.Message);
            throw;
        }
    }

    private async Task ReplayAsync(RecordedCall call, OperationContext context)
    {
        var response = context.Http.Response;
        response.StatusCode = call.Status;
        foreach (var (name, value) in call.Headers)
        {
            response.Headers[name] = value;
        }

        if (call.Events is { } events)
        {
            using var writer = new EventStreamWriter(context.Http);
            foreach (var (headers, body) in events)
            {
                using var message = JsonDocument.Parse(
                    _calls.Words.ToCurrent(body), DeepJson.Parsing);
                await writer.SendAsync(headers, message.RootElement);
            }

            await writer.StartAsync();
        }
        else if (call.Response is { } body)
        {
            var bytes = Encoding.UTF8.GetBytes(AtThisAddress(_calls.Words.ToCurrent(body), call, context));
            response.ContentLength = bytes.Length;
            await response.Body.WriteAsync(bytes, context.Aborted);
        }

        if (call.IsAborted)
        {
            context.Http.Abort();
        }
    }

    // The addresses of streams in a response lead to the emulator that has sent it.
    private static string AtThisAddress(string body, RecordedCall call, OperationContext context)
    {
        static string Base(string scheme, Uri address) =>
            $"{scheme}{(address.Scheme == Uri.UriSchemeHttps ? "s" : "")}://{address.Authority}/";

        return body
            .Replace(Base("ws", call.Address), Base("ws", context.Address), StringComparison.Ordinal)
            .Replace(Base("http", call.Address), Base("http", context.Address), StringComparison.Ordinal);
    }
}

/// <summary>The recorded connections to automation streams, by session.</summary>
internal sealed class StreamScripts
{
    private readonly object _gate = new();
    private readonly string _path;
    private readonly Dictionary<string, SessionStreams> _sessions = new(StringComparer.Ordinal);

    public StreamScripts(RecordedCalls recording, CallScript calls, TimeProvider time)
    {
        _path = recording.Path;
        var rejected = recording.Calls.Where(call => call.Request.Name == BrowserStream.Automation)
            .Select(call => (call.Number, call.Request, Rejection: (RecordedCall?)call, Stream: (RecordedStream?)null));
        var opened = recording.Streams.Select(
            stream => (stream.Number, stream.Request, Rejection: (RecordedCall?)null, Stream: (RecordedStream?)stream));
        foreach (var session in rejected.Concat(opened).GroupBy(attempt => attempt.Request.Words.Text))
        {
            var script = new SessionScript(calls, recording.Path, time);
            var attempts = session.OrderBy(attempt => attempt.Number).ToArray();
            foreach (var (_, _, _, stream) in attempts)
            {
                if (stream is not null)
                {
                    script.Add(stream);
                }
            }

            _sessions.Add(session.Key, new(
                script, new(attempts.Select(attempt => attempt.Rejection)), recording.Streams.Any(
                    stream => stream.Request.Words.Text == session.Key)));
        }
    }

    // The recorded error of this connection, or the script that it plays.
    public (RecordedCall? Rejection, SessionScript? Script) Connect(RequestText request)
    {
        lock (_gate)
        {
            if (_sessions.TryGetValue(request.Words.Text, out var session))
            {
                if (session.Attempts.TryDequeue(out var rejection) && rejection is not null)
                {
                    return (rejection, null);
                }

                if (session.WasOpened)
                {
                    return (null, session.Script);
                }
            }

            throw ServiceErrors.NotRecorded(
                $"The recording '{_path}' has no automation stream for this request: "
                + $"{string.Join(", ", request.Lines)}. Record the run again.");
        }
    }

    private sealed record SessionStreams(SessionScript Script, Queue<RecordedCall?> Attempts, bool WasOpened);
}
