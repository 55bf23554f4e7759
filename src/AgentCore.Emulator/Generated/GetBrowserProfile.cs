using AgentCore.Emulator.Http;

namespace AgentCore.Emulator.Generated;

/// <summary>GetBrowserProfile: what it takes.</summary>
internal sealed record GetBrowserProfileRequest
{
    /// <summary>profileId.</summary>
    [Label("profileId"), Required, Pattern(SharedPatterns.ResourceId)]
    public string? ProfileId { get; init; }
}

/// <summary>What GetBrowserProfile answers, and a BrowserProfileSummary: both have the same members.</summary>
internal sealed record BrowserProfileSummary(
    string ProfileId,
    string ProfileArn,
    string Name,
    string? Description,
    string Status,
    DateTimeOffset CreatedAt,
    DateTimeOffset LastUpdatedAt,
    DateTimeOffset? LastSavedAt,
    string? LastSavedBrowserSessionId,
    string? LastSavedBrowserId);
