using AgentCore.Emulator.Http;

namespace AgentCore.Emulator.Generated;

/// <summary>CreateBrowserProfile: what it takes.</summary>
internal sealed record CreateBrowserProfileRequest : IIdempotentRequest
{
    /// <summary>name.</summary>
    [Required, Pattern(SharedPatterns.ResourceName)]
    public string? Name { get; init; }

    /// <summary>description.</summary>
    [Size(1, 4096)]
    public string? Description { get; init; }

    /// <summary>clientToken.</summary>
    [Size(33, 256), Pattern(SharedPatterns.ClientToken)]
    public string? ClientToken { get; init; }

    /// <summary>tags.</summary>
    [Size(0, 50), Size(1, 128, Of = Part.Keys), Pattern(SharedPatterns.Tag, Of = Part.Keys)]
    [Size(0, 256, Of = Part.Items), Pattern(SharedPatterns.Tag, Of = Part.Items)]
    public Dictionary<string, string>? Tags { get; init; }
}

/// <summary>CreateBrowserProfile: what it answers.</summary>
internal sealed record CreateBrowserProfileResponse(
    string ProfileId, string ProfileArn, DateTimeOffset CreatedAt, string Status);
