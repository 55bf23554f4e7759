using AgentCore.Emulator.Http;

namespace AgentCore.Emulator.Generated;

/// <summary>DeleteBrowserProfile: what it takes.</summary>
internal sealed record DeleteBrowserProfileRequest : IIdempotentRequest
{
    /// <summary>profileId.</summary>
    [Label("profileId"), Required, Pattern(SharedPatterns.ResourceId)]
    public string? ProfileId { get; init; }

    /// <summary>clientToken.</summary>
    [Query("clientToken"), Size(33, 256), Pattern(SharedPatterns.ClientToken)]
    public string? ClientToken { get; init; }
}

/// <summary>DeleteBrowserProfile: what it answers.</summary>
internal sealed record DeleteBrowserProfileResponse(
    string ProfileId, string ProfileArn, string Status, DateTimeOffset LastUpdatedAt, DateTimeOffset? LastSavedAt);
