using AgentCore.Emulator.Http;

namespace AgentCore.Emulator.Generated;

/// <summary>ListBrowserProfiles: what it takes.</summary>
internal sealed record ListBrowserProfilesRequest
{
    /// <summary>maxResults.</summary>
    [Query("maxResults"), Between(1, 100)]
    public int? MaxResults { get; init; }

    /// <summary>nextToken.</summary>
    [Query("nextToken"), Size(1, 2048), Pattern(SharedPatterns.NextToken)]
    public string? NextToken { get; init; }

    /// <summary>name: only the profile of this name. In the body, unlike the others.</summary>
    [Pattern(SharedPatterns.ResourceName)]
    public string? Name { get; init; }
}

/// <summary>ListBrowserProfiles: what it answers.</summary>
internal sealed record ListBrowserProfilesResponse(
    IReadOnlyList<BrowserProfileSummary> ProfileSummaries, string? NextToken);
