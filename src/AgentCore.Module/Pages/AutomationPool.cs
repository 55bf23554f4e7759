using AgentCore.Service;

namespace AgentCore.Pages;

/// <summary>Automation connections that are open, one a session, kept from one cmdlet to the next.</summary>
internal sealed class AutomationPool
{
    private static readonly RunspaceLocal<AutomationPool> Runspaces = new(Listening, static pool => pool.End());

    private readonly Dictionary<string, CdpClient> _clients = [];

    /// <summary>That of the runspace that runs on this thread.</summary>
    public static AutomationPool Current => Runspaces.Current;

    /// <summary>The session's connection; opened if there is none, or the last one was closed.</summary>
    public async Task<CdpClient> GetAsync(
        BrowserSession session, Func<CancellationToken, Task<CdpClient>> open, CancellationToken cancellationToken)
    {
        if (Find(session.SessionId) is { IsClosed: false } ready)
        {
            return ready;
        }

        var opened = await open(cancellationToken);
        lock (_clients)
        {
            _clients[session.SessionId] = opened;
        }

        return opened;
    }

    /// <summary>Closes a session's connection, if it has one.</summary>
    public void Close(string sessionId, string reason)
    {
        CdpClient? client;
        lock (_clients)
        {
            if (_clients.TryGetValue(sessionId, out client))
            {
                _clients.Remove(sessionId);
            }
        }

        client?.Close(reason);
    }

    /// <summary>Closes every connection.</summary>
    public void CloseAll(string reason)
    {
        string[] sessions;
        lock (_clients)
        {
            sessions = [.. _clients.Keys];
        }

        foreach (var session in sessions)
        {
            Close(session, reason);
        }
    }

    private static AutomationPool Listening()
    {
        var pool = new AutomationPool();
        SessionEvents.Stopped += pool.CloseStopped;
        SessionEvents.AutomationDisabled += pool.Close;
        return pool;
    }

    private void End()
    {
        SessionEvents.Stopped -= CloseStopped;
        SessionEvents.AutomationDisabled -= Close;
        CloseAll("The runspace was closed.");
    }

    private void CloseStopped(string sessionId) => Close(sessionId, "the session was stopped");

    private CdpClient? Find(string sessionId)
    {
        lock (_clients)
        {
            return _clients.TryGetValue(sessionId, out var client) ? client : null;
        }
    }
}
