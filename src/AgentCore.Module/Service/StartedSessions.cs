using System.Collections.Concurrent;

namespace AgentCore.Service;

/// <summary>The sessions that this process has started to keep, and has not stopped.</summary>
internal static class StartedSessions
{
    private static readonly ConcurrentDictionary<string, AgentSession> Sessions = new();

    static StartedSessions() => SessionEvents.Stopped += static id => Sessions.TryRemove(id, out _);

    /// <summary>Remembers a session; one of our own emulator ends with this process.</summary>
    public static void Add(AgentSession session)
    {
        if (session.Origin is Connection { Settings.LocalEndpoint: null })
        {
            Sessions[session.SessionId] = session;
        }
    }

    /// <summary>Those that may still run, the oldest first.</summary>
    /// <param name="now">The time, UTC.</param>
    public static IReadOnlyList<AgentSession> Running(DateTime now) => [.. Sessions.Values
        .Where(session => session.ExpiresAt is not { } end || end.ToUniversalTime() > now)
        .OrderBy(session => session.CreatedAt)];
}
