using AgentCore.Emulator.Http;

namespace AgentCore.Emulator.Generated;

/// <summary>TagResource: what it takes.</summary>
internal sealed record TagResourceRequest
{
    /// <summary>resourceArn.</summary>
    [Label("resourceArn"), Required, Size(20, 1011), Pattern(TagPatterns.ResourceArn)]
    public string? ResourceArn { get; init; }

    /// <summary>tags: added to those that are there; a key that is there gets the new value.</summary>
    [Required]
    [Size(0, 50), Size(1, 128, Of = Part.Keys), Pattern(SharedPatterns.Tag, Of = Part.Keys)]
    [Size(0, 256, Of = Part.Items), Pattern(SharedPatterns.Tag, Of = Part.Items)]
    public Dictionary<string, string>? Tags { get; init; }
}

/// <summary>TagResource: it answers nothing.</summary>
internal sealed record TagResourceResponse;

/// <summary>Patterns of the tag operations.</summary>
internal static class TagPatterns
{
    /// <summary>TaggableResourcesArn.</summary>
    public const string ResourceArn =
        "arn:(?:[^:]+)?:bedrock-agentcore:[a-z0-9-]+:[0-9]{12}:([a-z-]+/[^/]+)(?:/[a-z-]+/[^/]+)*";
}
