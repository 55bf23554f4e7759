namespace AgentCore.Service;

/// <summary>Browser sessions: how the data plane reads, lists and stops them.</summary>
internal sealed class BrowserSessionKind : SessionKind
{
    public static readonly BrowserSessionKind Instance = new();

    public override string Name => "browser session";

    public override ResourceKind OwnerKind => BrowserKind.Instance;

    public override bool Is(AgentSession session) => session is BrowserSession;

    public override async Task<AgentSession> GetAsync(
        Connection connection, ICallLog log, string owner, string sessionId, CancellationToken cancellationToken) =>
        await connection.GetBrowserSessionAsync(log, owner, sessionId, cancellationToken);

    public override Task<ListPage<AgentSession>> ListAsync(
        Connection connection, ICallLog log, string owner, string? status, string? token, CancellationToken cancellationToken) =>
        connection.ListBrowserSessionsAsync(log, owner, status, token, cancellationToken);

    public override Task<DateTime?> StopAsync(
        Connection connection, ICallLog log, AgentSession session, string? clientToken, CancellationToken cancellationToken) =>
        connection.StopBrowserSessionAsync(log, session.Owner, session.SessionId, clientToken, cancellationToken);

    private protected override string Elsewhere =>
        "If it is one of another browser or region, name that: -BrowserIdentifier, -Region; Get-ACBrowserSession -AllBrowsers looks everywhere.";
}
