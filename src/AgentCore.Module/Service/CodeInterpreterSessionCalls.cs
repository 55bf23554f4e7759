using Amazon.BedrockAgentCore.Model;

namespace AgentCore.Service;

/// <summary>The calls about code interpreter sessions that more than one cmdlet makes.</summary>
internal static class CodeInterpreterSessionCalls
{
    /// <summary>The session in full. Stands for GetCodeInterpreterSession.</summary>
    public static async Task<CodeInterpreterSession> GetCodeInterpreterSessionAsync(
        this Connection connection, ICallLog log, string codeInterpreterIdentifier, string sessionId, CancellationToken cancellationToken)
    {
        var full = await connection.SendAsync(
            log,
            new GetCodeInterpreterSessionRequest { CodeInterpreterIdentifier = codeInterpreterIdentifier, SessionId = sessionId },
            static (client, request, token) => client.GetCodeInterpreterSessionAsync(request, token),
            cancellationToken);
        return full.Read(connection);
    }

    /// <summary>A page of the sessions of one code interpreter. Stands for ListCodeInterpreterSessions.</summary>
    public static async Task<ListPage<AgentSession>> ListCodeInterpreterSessionsAsync(
        this Connection connection, ICallLog log, string owner, string? status, string? token, CancellationToken cancellationToken)
    {
        var page = await connection.SendAsync(
            log,
            new ListCodeInterpreterSessionsRequest
            {
                CodeInterpreterIdentifier = owner,
                MaxResults = ListPages.Size,
                NextToken = token,
                Status = status!,
            },
            static (client, request, cancel) => client.ListCodeInterpreterSessionsAsync(request, cancel),
            cancellationToken);
        return new((page.Items ?? []).Select(item => item.Read(connection)), page.NextToken);
    }

    /// <summary>Starts a session. Stands for StartCodeInterpreterSession.</summary>
    public static async Task<CodeInterpreterSession> StartCodeInterpreterSessionAsync(
        this Connection connection, ICallLog log, StartCodeInterpreterSessionRequest asked, CancellationToken cancellationToken)
    {
        var started = await connection.SendAsync(
            log,
            asked,
            static (client, request, token) => client.StartCodeInterpreterSessionAsync(request, token),
            cancellationToken);
        return started.Read(asked, connection);
    }

    /// <summary>Stops a session and tells when its state changed for the last time. Stands for StopCodeInterpreterSession.</summary>
    public static async Task<DateTime?> StopCodeInterpreterSessionAsync(
        this Connection connection,
        ICallLog log,
        string codeInterpreterIdentifier,
        string sessionId,
        string? clientToken,
        CancellationToken cancellationToken)
    {
        var stopped = await connection.SendAsync(
            log,
            new StopCodeInterpreterSessionRequest { CodeInterpreterIdentifier = codeInterpreterIdentifier, SessionId = sessionId, ClientToken = clientToken },
            static (client, request, token) => client.StopCodeInterpreterSessionAsync(request, token),
            cancellationToken);
        return stopped.LastUpdatedAt;
    }

    /// <summary>A session for the time of one cmdlet.</summary>
    public static OwnSession<CodeInterpreterSession> OwnCodeInterpreterSession(
        this Connection connection, ICallLog log, string codeInterpreterIdentifier) => new(
            () => connection.StartCodeInterpreterSessionAsync(
                log,
                new StartCodeInterpreterSessionRequest
                {
                    CodeInterpreterIdentifier = codeInterpreterIdentifier,
                    Name = Defaults.SessionName("code-session-"),
                },
                CancellationToken.None),
            session => connection.StopCodeInterpreterSessionAsync(
                log, session.CodeInterpreterIdentifier, session.SessionId, clientToken: null, CancellationToken.None));
}
