using AgentCore.Emulator.Http;

namespace AgentCore.Emulator.Generated;

/// <summary>ListBrowsers: what it takes.</summary>
internal sealed record ListBrowsersRequest
{
    /// <summary>maxResults.</summary>
    [Query("maxResults"), Between(1, 100)]
    public int? MaxResults { get; init; }

    /// <summary>nextToken.</summary>
    [Query("nextToken"), Size(1, 2048), Pattern(SharedPatterns.NextToken)]
    public string? NextToken { get; init; }

    /// <summary>type.</summary>
    [Query("type"), OneOf("SYSTEM", "CUSTOM")]
    public string? Type { get; init; }
}

/// <summary>ListBrowsers: what it answers.</summary>
internal sealed record ListBrowsersResponse(IReadOnlyList<BrowserSummary> BrowserSummaries, string? NextToken);

/// <summary>BrowserSummary.</summary>
internal sealed record BrowserSummary(
    string BrowserId,
    string BrowserArn,
    string Name,
    string? Description,
    string Status,
    DateTimeOffset CreatedAt,
    DateTimeOffset LastUpdatedAt);
