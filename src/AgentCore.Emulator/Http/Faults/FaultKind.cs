namespace AgentCore.Emulator.Http.Faults;

/// <summary>A kind of fault: what it takes, which operations it can hit, and what it does to a request.</summary>
/// <param name="Name">Its name, as users type it.</param>
/// <param name="About">What it does, as a phrase.</param>
/// <param name="RunAsync">Serves a request that it hits, given the rest of the way of that request.</param>
internal sealed record FaultKind(
    string Name, string About, Func<FaultHit, HttpContext, Func<Task>, Task> RunAsync)
{
    private const string InternalServer = "InternalServerException";
    private const string NotFoundCode = "ResourceNotFoundException";
    private const string Throttling = "ThrottlingException";

    /// <summary>Every kind.</summary>
    public static IReadOnlyList<FaultKind> All { get; } =
    [
        new("throttle", "fails with ThrottlingException (429)", FailAsync)
        {
            DefaultErrorCode = Throttling,
            CanHit = operation => operation.Errors.ContainsKey(Throttling),
        },
        new("error", "fails with an error of the operation, InternalServerException (500) unless given", FailAsync)
        {
            ErrorCode = FaultValue.Optional,
            DefaultErrorCode = InternalServer,
        },
        new("delay", "waits for a time, then goes on", DelayAsync) { Time = FaultValue.Required },
        new("cut", "cuts the connection after some bytes of the response body, before any unless given", CutAsync)
        {
            After = FaultValue.Optional,
        },
        new("exception", "sends an error in the event stream, after one event unless given", FailStreamAsync)
        {
            ErrorCode = FaultValue.Required,
            After = FaultValue.Optional,
            DefaultAfter = 1,
            CanHit = operation => operation.HasEventStream,
        },
        new("not-found", "gives 404 to a stream of a session, with a time only until it is that old", FailAsync)
        {
            Time = FaultValue.Optional,
            IsForYoungSessions = true,
            DefaultErrorCode = NotFoundCode,
            CanHit = operation => operation.IsSessionStream,
        },
        new("crash", "kills the Chromium of the session that the request names, then goes on", CrashAsync)
        {
            NeedsLiveSession = true,
            CanHit = operation => operation.NamesBrowserSession,
        },
    ];

    /// <summary>Whether it takes an error code.</summary>
    public FaultValue ErrorCode { get; init; }

    /// <summary>Whether it takes a time.</summary>
    public FaultValue Time { get; init; }

    /// <summary>Whether it takes a number of bytes or events.</summary>
    public FaultValue After { get; init; }

    /// <summary>The code of its error where none is given; null when it has no error.</summary>
    public string? DefaultErrorCode { get; init; }

    /// <summary>The number of bytes or events where none is given.</summary>
    public long DefaultAfter { get; init; }

    /// <summary>Whether it needs a live session to hit.</summary>
    public bool NeedsLiveSession { get; init; }

    /// <summary>Whether its time, where one is given, is the age up to which it hits a session.</summary>
    public bool IsForYoungSessions { get; init; }

    /// <summary>Which operations it can hit.</summary>
    public Func<FaultOperation, bool> CanHit { get; init; } = _ => true;

    private static Task FailAsync(FaultHit hit, HttpContext http, Func<Task> next) => throw hit.Error();

    private static async Task DelayAsync(FaultHit hit, HttpContext http, Func<Task> next)
    {
        await Task.Delay(hit.Fault.Time!.Value, hit.Clock, http.RequestAborted);
        await next();
    }

    private static Task CutAsync(FaultHit hit, HttpContext http, Func<Task> next) =>
        new ConnectionCut(http, hit.Fault.After!.Value).RunAsync(next);

    private static Task FailStreamAsync(FaultHit hit, HttpContext http, Func<Task> next)
    {
        http.Features.Set(new StreamFault(hit.Error(), hit.Fault.After!.Value));
        return next();
    }

    private static async Task CrashAsync(FaultHit hit, HttpContext http, Func<Task> next)
    {
        await hit.CrashAsync();
        await next();
    }
}

/// <summary>Whether a kind of fault takes a value.</summary>
internal enum FaultValue
{
    /// <summary>It takes none.</summary>
    None,

    /// <summary>It has a default.</summary>
    Optional,

    /// <summary>It must be given.</summary>
    Required,
}
