using AgentCore.Emulator.Protocol.Binding;
using AgentCore.Emulator.Protocol.Idempotency;
using AgentCore.Emulator.Protocol.Validation;

namespace AgentCore.Emulator.Browser.Profiles;

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
