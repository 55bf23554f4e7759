using Amazon.BedrockAgentCore.Model;

namespace AgentCore.Service;

/// <summary>The operations on code interpreter sessions.</summary>
internal sealed class CodeInterpreterSessionOperations : SessionOperations
{
    public static readonly CodeInterpreterSessionOperations Instance = new();

    public override string Name => "code interpreter session";

    public override ResourceOperations OwnerOperations => CodeInterpreterOperations.Instance;

    private protected override string Elsewhere =>
        "If it belongs to another code interpreter or region, name that: -CodeInterpreterIdentifier, -Region; "
            + "Get-ACCodeInterpreterSession -AllCodeInterpreters looks everywhere.";

    public override bool Is(AgentSession session) => session is CodeInterpreterSession;

    /// <summary>
    /// Checks a definition; what it returns starts the session. Stands for StartCodeInterpreterSession.
    /// </summary>
    public static SessionStart PrepareStart(SessionDefinition definition)
    {
        var request = new StartCodeInterpreterSessionRequest
        {
            CodeInterpreterIdentifier = definition.Owner,
            Name = definition.Name,
            SessionTimeoutSeconds = definition.SessionTimeoutSeconds,
            Certificates = definition.Certificates.ToWire(),
            FilesystemConfigurations = definition.FileSystems.ToWire(),
            TraceId = definition.TraceId,
            TraceParent = definition.TraceParent,
        };
        return async (connection, log, clientToken, cancellationToken) =>
        {
            request.ClientToken = clientToken;
            var started = await connection.SendAsync(
                log,
                request,
                static (client, input, token) => client.StartCodeInterpreterSessionAsync(input, token),
                cancellationToken);

            // The response has only ids; where the session may not be read, the rest comes from the request.
            return new CodeInterpreterSession(started.SessionId!, started.CodeInterpreterIdentifier!)
            {
                Origin = connection,
                Name = definition.Name,
                CreatedAt = started.CreatedAt,
                SessionTimeoutSeconds = definition.SessionTimeoutSeconds,
            };
        };
    }

    public override async Task<AgentSession> GetAsync(
        Connection connection, ICallLog log, string owner, string sessionId, CancellationToken cancellationToken)
    {
        var full = await connection.SendAsync(
            log,
            new GetCodeInterpreterSessionRequest { CodeInterpreterIdentifier = owner, SessionId = sessionId },
            static (client, request, token) => client.GetCodeInterpreterSessionAsync(request, token),
            cancellationToken);
        return new CodeInterpreterSession(full.SessionId!, full.CodeInterpreterIdentifier!)
        {
            Origin = connection,
            Name = full.Name,
            Status = full.Status?.Value,
            CreatedAt = full.CreatedAt,
            SessionTimeoutSeconds = full.SessionTimeoutSeconds,
            Certificate = full.Certificates.ToArray(SessionMapping.FromWire),
            FileSystem = full.FilesystemConfigurations.ToArray(SessionMapping.FromWire),
        };
    }

    public override async Task<ListPage<AgentSession>> ListAsync(
        Connection connection, ICallLog log, string owner, string? status, string? token,
        CancellationToken cancellationToken)
    {
        var page = await connection.SendAsync(
            log,
            new ListCodeInterpreterSessionsRequest
            {
                CodeInterpreterIdentifier = owner,
                MaxResults = Pagination.Size,
                NextToken = token,
                Status = status!,
            },
            static (client, request, cancel) => client.ListCodeInterpreterSessionsAsync(request, cancel),
            cancellationToken);
        var items = (page.Items ?? []).Select(brief =>
            new CodeInterpreterSession(brief.SessionId!, brief.CodeInterpreterIdentifier!)
            {
                Origin = connection,
                Name = brief.Name,
                Status = brief.Status?.Value,
                CreatedAt = brief.CreatedAt,
                LastUpdatedAt = brief.LastUpdatedAt,
            });
        return new(items, page.NextToken);
    }

    private protected override async Task<DateTime?> SendStopAsync(
        Connection connection,
        ICallLog log,
        string owner,
        string sessionId,
        string? clientToken,
        CancellationToken cancellationToken)
    {
        var stopped = await connection.SendAsync(
            log,
            new StopCodeInterpreterSessionRequest
            {
                CodeInterpreterIdentifier = owner,
                SessionId = sessionId,
                ClientToken = clientToken,
            },
            static (client, request, token) => client.StopCodeInterpreterSessionAsync(request, token),
            cancellationToken);
        return stopped.LastUpdatedAt;
    }
}
