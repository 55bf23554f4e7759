using Amazon.BedrockAgentCore.Model;

namespace AgentCore.Service;

/// <summary>The calls about browser sessions that more than one cmdlet makes.</summary>
internal static class BrowserSessionCalls
{
    /// <summary>The session in full. Stands for GetBrowserSession.</summary>
    public static async Task<BrowserSession> GetBrowserSessionAsync(
        this Connection connection, ICallLog log, string browserIdentifier, string sessionId, CancellationToken cancellationToken)
    {
        var full = await connection.SendAsync(
            log,
            new GetBrowserSessionRequest { BrowserIdentifier = browserIdentifier, SessionId = sessionId },
            static (client, request, token) => client.GetBrowserSessionAsync(request, token),
            cancellationToken);
        return full.Read(connection);
    }

    /// <summary>A page of the sessions of one browser. Stands for ListBrowserSessions.</summary>
    public static async Task<ListPage<AgentSession>> ListBrowserSessionsAsync(
        this Connection connection, ICallLog log, string owner, string? status, string? token, CancellationToken cancellationToken)
    {
        var page = await connection.SendAsync(
            log,
            new ListBrowserSessionsRequest
            {
                BrowserIdentifier = owner,
                MaxResults = ListPages.Size,
                NextToken = token,
                Status = status!,
            },
            static (client, request, cancel) => client.ListBrowserSessionsAsync(request, cancel),
            cancellationToken);
        return new((page.Items ?? []).Select(item => item.Read(connection)), page.NextToken);
    }

    /// <summary>Starts a session. Stands for StartBrowserSession.</summary>
    public static async Task<BrowserSession> StartBrowserSessionAsync(
        this Connection connection, ICallLog log, StartBrowserSessionRequest asked, CancellationToken cancellationToken)
    {
        var started = await connection.SendAsync(
            log,
            asked,
            static (client, request, token) => client.StartBrowserSessionAsync(request, token),
            cancellationToken);
        return started.Read(asked, connection);
    }

    /// <summary>Stops a session and tells when its state changed for the last time. Stands for StopBrowserSession.</summary>
    public static async Task<DateTime?> StopBrowserSessionAsync(
        this Connection connection,
        ICallLog log,
        string browserIdentifier,
        string sessionId,
        string? clientToken,
        CancellationToken cancellationToken)
    {
        var stopped = await connection.SendAsync(
            log,
            new StopBrowserSessionRequest { BrowserIdentifier = browserIdentifier, SessionId = sessionId, ClientToken = clientToken },
            static (client, request, token) => client.StopBrowserSessionAsync(request, token),
            cancellationToken);
        return stopped.LastUpdatedAt;
    }

    /// <summary>A session for the time of one cmdlet.</summary>
    public static OwnSession<BrowserSession> OwnBrowserSession(
        this Connection connection, ICallLog log, string browserIdentifier) => new(
            () => connection.StartBrowserSessionAsync(
                log,
                new StartBrowserSessionRequest
                {
                    BrowserIdentifier = browserIdentifier,
                    Name = Defaults.SessionName("browser-session-"),
                },
                CancellationToken.None),
            session => connection.StopBrowserSessionAsync(
                log, session.BrowserIdentifier, session.SessionId, clientToken: null, CancellationToken.None));

    /// <summary>Turns automation on or off and tells how it is now. Stands for UpdateBrowserStream.</summary>
    public static async Task<string> SetAutomationAsync(
        this Connection connection,
        ICallLog log,
        BrowserSession session,
        string status,
        string? clientToken,
        CancellationToken cancellationToken)
    {
        var answer = await connection.SendAsync(
            log,
            new UpdateBrowserStreamRequest
            {
                BrowserIdentifier = session.BrowserIdentifier,
                SessionId = session.SessionId,
                StreamUpdate = new StreamUpdate { AutomationStreamUpdate = new AutomationStreamUpdate { StreamStatus = status } },
                ClientToken = clientToken,
            },
            static (client, request, token) => client.UpdateBrowserStreamAsync(request, token),
            cancellationToken);
        return answer.Streams?.AutomationStream?.StreamStatus?.Value ?? status;
    }
}
