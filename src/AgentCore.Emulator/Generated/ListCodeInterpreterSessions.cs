using AgentCore.Emulator.Http;

namespace AgentCore.Emulator.Generated;

/// <summary>ListCodeInterpreterSessions: what it takes.</summary>
internal sealed record ListCodeInterpreterSessionsRequest
{
    /// <summary>codeInterpreterIdentifier: id or ARN.</summary>
    [Label("codeInterpreterIdentifier"), Required]
    public string? CodeInterpreterIdentifier { get; init; }

    /// <summary>maxResults.</summary>
    [Between(1, 100)]
    public int? MaxResults { get; init; }

    /// <summary>nextToken.</summary>
    [Size(1, 2048), Pattern(SharedPatterns.NextToken)]
    public string? NextToken { get; init; }

    /// <summary>status.</summary>
    [OneOf(SessionStatus.Ready, SessionStatus.Terminated)]
    public string? Status { get; init; }
}

/// <summary>ListCodeInterpreterSessions: what it answers.</summary>
internal sealed record ListCodeInterpreterSessionsResponse(
    IReadOnlyList<CodeInterpreterSessionSummary> Items, string? NextToken);

/// <summary>CodeInterpreterSessionSummary.</summary>
internal sealed record CodeInterpreterSessionSummary(
    string CodeInterpreterIdentifier,
    string SessionId,
    string? Name,
    string Status,
    DateTimeOffset CreatedAt,
    DateTimeOffset LastUpdatedAt);
