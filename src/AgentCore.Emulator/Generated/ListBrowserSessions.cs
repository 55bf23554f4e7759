using AgentCore.Emulator.Http;

namespace AgentCore.Emulator.Generated;

/// <summary>ListBrowserSessions: what it takes.</summary>
internal sealed record ListBrowserSessionsRequest
{
    /// <summary>browserIdentifier: id or ARN.</summary>
    [Label("browserIdentifier"), Required]
    public string? BrowserIdentifier { get; init; }

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

/// <summary>ListBrowserSessions: what it answers.</summary>
internal sealed record ListBrowserSessionsResponse(IReadOnlyList<BrowserSessionSummary> Items, string? NextToken);

/// <summary>BrowserSessionSummary.</summary>
internal sealed record BrowserSessionSummary(
    string BrowserIdentifier,
    string SessionId,
    string? Name,
    string Status,
    DateTimeOffset CreatedAt,
    DateTimeOffset LastUpdatedAt);
