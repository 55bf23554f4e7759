using AgentCore.Emulator.Http;

namespace AgentCore.Emulator.Generated;

/// <summary>ListTagsForResource: what it takes.</summary>
internal sealed record ListTagsForResourceRequest
{
    /// <summary>resourceArn.</summary>
    [Label("resourceArn"), Required, Size(20, 1011), Pattern(TagPatterns.ResourceArn)]
    public string? ResourceArn { get; init; }
}

/// <summary>ListTagsForResource: what it answers.</summary>
internal sealed record ListTagsForResourceResponse(IReadOnlyDictionary<string, string> Tags);
