namespace AgentCore.Service;

/// <summary>Code interpreter sessions: how the data plane reads, lists and stops them.</summary>
internal sealed class CodeInterpreterSessionKind : SessionKind
{
    public static readonly CodeInterpreterSessionKind Instance = new();

    public override string Name => "code interpreter session";

    public override ResourceKind OwnerKind => CodeInterpreterKind.Instance;

    public override bool Is(AgentSession session) => session is CodeInterpreterSession;

    public override async Task<AgentSession> GetAsync(
        Connection connection, ICallLog log, string owner, string sessionId, CancellationToken cancellationToken) =>
        await connection.GetCodeInterpreterSessionAsync(log, owner, sessionId, cancellationToken);

    public override Task<ListPage<AgentSession>> ListAsync(
        Connection connection, ICallLog log, string owner, string? status, string? token, CancellationToken cancellationToken) =>
        connection.ListCodeInterpreterSessionsAsync(log, owner, status, token, cancellationToken);

    public override Task<DateTime?> StopAsync(
        Connection connection, ICallLog log, AgentSession session, string? clientToken, CancellationToken cancellationToken) =>
        connection.StopCodeInterpreterSessionAsync(log, session.Owner, session.SessionId, clientToken, cancellationToken);

    private protected override string Elsewhere =>
        "If it is one of another code interpreter or region, name that: -CodeInterpreterIdentifier, -Region; Get-ACCodeInterpreterSession -AllCodeInterpreters looks everywhere.";
}
