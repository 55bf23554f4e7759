namespace AgentCore.Service;

/// <summary>Starts a session that was defined before; the token makes the same start, sent again, one.</summary>
internal delegate Task<AgentSession> SessionStart(
    Connection connection, ICallLog log, string? clientToken, CancellationToken cancellationToken);

/// <summary>What a session of either kind is started with.</summary>
internal record SessionDefinition
{
    /// <summary>Id or ARN of the browser or code interpreter.</summary>
    public string Owner { get; init; } = "";

    public string? Name { get; init; }

    public int? SessionTimeoutSeconds { get; init; }

    public SecretArn[]? Certificates { get; init; }

    public FileSystemMount[]? FileSystems { get; init; }

    public string? TraceId { get; init; }

    public string? TraceParent { get; init; }
}
