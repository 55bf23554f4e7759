using System.Collections.Concurrent;
using AgentCore.Emulator.Core;
using AgentCore.Emulator.Http;
using NUlid;
using NUlid.Rng;

namespace AgentCore.Emulator.Resources;

/// <summary>The sessions of one tool: live ones up to a quota, and the last thousand that have ended.</summary>
/// <param name="noun">Their name in error messages, such as <c>browser session</c>.</param>
/// <param name="quota">How many of them may live in a region.</param>
/// <param name="quotas">The quotas of the account.</param>
/// <param name="time">The clock.</param>
internal sealed class SessionStore<T>(string noun, Quota quota, Quotas quotas, TimeProvider time) : IAsyncDisposable
    where T : ToolSession
{
    private const int MaxEnded = 1000;
    private readonly ConcurrentDictionary<string, T> _sessions = new(StringComparer.Ordinal);
    private readonly SessionId _ids = new(time);
    private readonly HashSet<SessionSeed> _starting = [];
    private volatile bool _closed;

    /// <summary>Starts a session and adds it.</summary>
    /// <param name="region">The caller's region.</param>
    /// <param name="resourceId">The browser or code interpreter.</param>
    /// <param name="name">Name, or null.</param>
    /// <param name="timeoutSeconds">Time to live in seconds.</param>
    /// <param name="open">Creates the session; the time to live starts when it returns.</param>
    /// <exception cref="ServiceException">The quota is used up.</exception>
    public async Task<T> StartAsync(
        string region,
        string resourceId,
        string? name,
        int timeoutSeconds,
        Func<SessionSeed, Task<T>> open)
    {
        var seed = new SessionSeed(_ids.Next(), region, resourceId, name, timeoutSeconds, time.GetUtcNow());
        lock (_starting)
        {
            if (_starting.Concat(Live.Select(session => session.Seed)).Count(one => one.Region == region)
                >= quotas[quota])
            {
                throw ServiceErrors.QuotaExceeded(quotas, quota);
            }

            _starting.Add(seed);
        }

        try
        {
            var session = await open(seed);
            _sessions[session.Seed.Id] = session;
            session.StartTimeToLive();
            if (_closed)
            {
                await session.EndAsync("the emulator is stopping");
            }

            ForgetOldest();
            return session;
        }
        finally
        {
            lock (_starting)
            {
                _starting.Remove(seed);
            }
        }
    }

    /// <summary>The session, live or ended.</summary>
    /// <exception cref="ServiceException">The resource has no session of this id in this region.</exception>
    public T Get(string region, string resourceId, string sessionId) =>
        _sessions.TryGetValue(sessionId, out var session)
        && session.Seed.Region == region
        && session.Seed.ResourceId == resourceId
            ? session
            : throw ServiceErrors.NotFound($"There is no {noun} {sessionId} of {resourceId} in {region}.");

    /// <summary>The session of this id, live or ended, in any region; null when there is none.</summary>
    public T? Find(string sessionId) => _sessions.GetValueOrDefault(sessionId);

    /// <summary>The live session of this id, in any region; null when there is none.</summary>
    public T? FindLive(string sessionId) => Find(sessionId) is { } session && IsReady(session) ? session : null;

    /// <summary>For how long a live session could be used; null when there is no live session of this id.</summary>
    public TimeSpan? AgeOf(string sessionId) =>
        FindLive(sessionId) is { } session ? time.GetUtcNow() - session.ReadyAt : null;

    /// <summary>The session, if it is live.</summary>
    /// <exception cref="ServiceException">It was not found, or has ended.</exception>
    public T GetReady(string region, string resourceId, string sessionId)
    {
        var session = Get(region, resourceId, sessionId);
        return IsReady(session)
            ? session
            : throw ServiceErrors.NotFound($"The {noun} {sessionId} has ended: {session.EndReason}.");
    }

    /// <summary>One page of the sessions of a resource, newest first.</summary>
    public Page<T> List(string region, string resourceId, string? status, int? maxResults, string? nextToken) =>
        Page<T>.Create(
            All.Where(session => session.Seed.Region == region
                && session.Seed.ResourceId == resourceId
                && (status is null || session.Status == status)),
            session => session.Seed.Id,
            $"{noun}|{region}|{resourceId}|{status}",
            maxResults,
            nextToken);

    /// <summary>All live sessions.</summary>
    public IEnumerable<T> Live => All.Where(IsReady);

    /// <summary>The sessions that have ended and whose resources are still being freed.</summary>
    public IEnumerable<T> Ending => All.Where(session => session.IsEnding);

    // Unlike Values, without locks.
    private IEnumerable<T> All => _sessions.Select(one => one.Value);

    /// <summary>Whether a resource has sessions that are live or starting.</summary>
    public bool IsInUse(string resourceId)
    {
        lock (_starting)
        {
            return _starting.Concat(Live.Select(session => session.Seed)).Any(seed => seed.ResourceId == resourceId);
        }
    }

    /// <summary>Ends every session.</summary>
    public async ValueTask DisposeAsync()
    {
        _closed = true;
        await Task.WhenAll(All.Select(session => session.EndAsync("the emulator is stopping")));
    }

    private static bool IsReady(T session) => session.Status == SessionStatus.Ready;

    private void ForgetOldest()
    {
        var ended = All
            .Where(session => !IsReady(session) && !session.IsEnding)
            .OrderBy(session => session.Seed.Id)
            .ToArray();
        foreach (var session in ended.SkipLast(MaxEnded))
        {
            _sessions.TryRemove(session.Seed.Id, out _);
        }
    }
}

/// <summary>
/// Creates session ids as the service does: ULIDs, 26 characters that begin with the time, so that ids sort by start,
/// also within a millisecond.
/// </summary>
internal sealed class SessionId(TimeProvider time)
{
    private readonly object _gate = new();
    private readonly MonotonicUlidRng _random = new();
    private DateTimeOffset _last;

    /// <summary>Creates an id that is greater than all earlier ones.</summary>
    public string Next()
    {
        lock (_gate)
        {
            // When the clock is set back, later sessions still sort after earlier ones.
            var now = time.GetUtcNow();
            _last = now > _last ? now : _last;
            return Ulid.NewUlid(_last, _random).ToString();
        }
    }
}
