using System.Collections.Concurrent;
using AgentCore.Emulator.Http;
using NUlid;
using NUlid.Rng;

namespace AgentCore.Emulator.Resources;

/// <summary>Keeps the sessions of one tool: live ones up to a quota, ended ones until newer ones push them out.</summary>
/// <param name="noun">What an error calls one, such as <c>browser session</c>.</param>
/// <param name="quota">Most sessions that may live at a time.</param>
/// <param name="time">The clock.</param>
internal sealed class SessionStore<T>(string noun, int quota, TimeProvider time) : IAsyncDisposable
    where T : ToolSession
{
    private const int EndedKept = 1000;
    private readonly ConcurrentDictionary<string, T> _sessions = new(StringComparer.Ordinal);
    private readonly SessionId _ids = new(time);
    private readonly HashSet<SessionSeed> _starting = [];
    private volatile bool _closed;

    /// <summary>Starts a session and keeps it.</summary>
    /// <param name="region">The caller's region.</param>
    /// <param name="resourceId">The browser or code interpreter.</param>
    /// <param name="name">Its name, or null.</param>
    /// <param name="timeoutSeconds">Time to live.</param>
    /// <param name="open">Makes the session; the time to live counts from its return.</param>
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
            if (_starting.Count + _sessions.Values.Count(IsReady) >= quota)
            {
                throw ServiceErrors.QuotaExceeded($"At most {quota} {noun}s can run at a time. Stop one, then try again.");
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
                await session.EndAsync("the emulator stops");
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
    /// <exception cref="ServiceException">There is none of this id in this region and resource.</exception>
    public T Get(string region, string resourceId, string sessionId) =>
        _sessions.TryGetValue(sessionId, out var session)
        && session.Seed.Region == region
        && session.Seed.ResourceId == resourceId
            ? session
            : throw ServiceErrors.NotFound($"There is no {noun} {sessionId} of {resourceId} in {region}.");

    /// <summary>The session of this id, live or ended, whoever asks; null when there is none.</summary>
    public T? Find(string sessionId) => _sessions.GetValueOrDefault(sessionId);

    /// <summary>The session, if it is live.</summary>
    /// <exception cref="ServiceException">There is none, or it has ended.</exception>
    public T GetReady(string region, string resourceId, string sessionId)
    {
        var session = Get(region, resourceId, sessionId);
        return IsReady(session)
            ? session
            : throw ServiceErrors.NotFound($"The {noun} {sessionId} has ended: {session.EndReason}.");
    }

    /// <summary>One page of the sessions of a resource, newest first.</summary>
    public Page<T> List(string region, string resourceId, string? status, int? maxResults, string? nextToken) => Page<T>.Of(
        _sessions.Values.Where(session => session.Seed.Region == region
            && session.Seed.ResourceId == resourceId
            && (status is null || session.Status == status)),
        session => session.Seed.Id,
        $"{noun}|{region}|{resourceId}|{status}",
        maxResults,
        nextToken);

    /// <summary>All live sessions.</summary>
    public IEnumerable<T> Live => _sessions.Values.Where(IsReady);

    /// <summary>Whether sessions of a resource live or begin.</summary>
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
        await Task.WhenAll(_sessions.Values.Select(session => session.EndAsync("the emulator stops")));
    }

    private static bool IsReady(T session) => session.Status == SessionStatus.Ready;

    private void ForgetOldest()
    {
        var ended = _sessions.Values.Where(session => !IsReady(session)).OrderBy(session => session.Seed.Id).ToArray();
        foreach (var session in ended.SkipLast(EndedKept))
        {
            _sessions.TryRemove(session.Seed.Id, out _);
        }
    }
}

/// <summary>
/// Makes session ids of the form the service uses: 26 characters, the time first (a ULID), so that ids sort by their
/// start, also within a millisecond.
/// </summary>
internal sealed class SessionId(TimeProvider time)
{
    private readonly object _gate = new();
    private readonly MonotonicUlidRng _random = new();
    private DateTimeOffset _last;

    /// <summary>An id greater than all before it.</summary>
    public string Next()
    {
        lock (_gate)
        {
            // A clock that is set back must not put later sessions before earlier ones.
            var now = time.GetUtcNow();
            _last = now > _last ? now : _last;
            return Ulid.NewUlid(_last, _random).ToString();
        }
    }
}
