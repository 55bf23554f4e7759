using AgentCore.Emulator.Http;

namespace AgentCore.Emulator.Generated;

/// <summary>UpdateBrowserStream: what it takes.</summary>
internal sealed record UpdateBrowserStreamRequest : IIdempotentRequest
{
    /// <summary>browserIdentifier: id or ARN.</summary>
    [Label("browserIdentifier"), Required]
    public string? BrowserIdentifier { get; init; }

    /// <summary>sessionId.</summary>
    [Query("sessionId"), Required, Pattern(SharedPatterns.SessionId)]
    public string? SessionId { get; init; }

    /// <summary>streamUpdate.</summary>
    [Required]
    public StreamUpdate? StreamUpdate { get; init; }

    /// <summary>clientToken.</summary>
    [Size(33, 256), Pattern(SharedPatterns.ClientToken)]
    public string? ClientToken { get; init; }
}

/// <summary>StreamUpdate.</summary>
[Union]
internal sealed record StreamUpdate
{
    /// <summary>automationStreamUpdate.</summary>
    public AutomationStreamUpdate? AutomationStreamUpdate { get; init; }
}

/// <summary>AutomationStreamUpdate.</summary>
internal sealed record AutomationStreamUpdate
{
    /// <summary>streamStatus; nothing changes without it.</summary>
    [OneOf(AutomationStream.Enabled, AutomationStream.Disabled)]
    public string? StreamStatus { get; init; }
}

/// <summary>UpdateBrowserStream: what it answers.</summary>
internal sealed record UpdateBrowserStreamResponse(
    string BrowserIdentifier,
    string SessionId,
    BrowserSessionStream Streams,
    DateTimeOffset UpdatedAt);
