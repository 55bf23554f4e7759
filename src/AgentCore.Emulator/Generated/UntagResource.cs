using AgentCore.Emulator.Http;

namespace AgentCore.Emulator.Generated;

/// <summary>UntagResource: what it takes.</summary>
internal sealed record UntagResourceRequest
{
    /// <summary>resourceArn.</summary>
    [Label("resourceArn"), Required, Size(20, 1011), Pattern(TagPatterns.ResourceArn)]
    public string? ResourceArn { get; init; }

    /// <summary>tagKeys; one that is not there is no error.</summary>
    [Query("tagKeys"), Required, Size(0, 200)]
    [Size(1, 128, Of = Part.Items), Pattern(SharedPatterns.Tag, Of = Part.Items)]
    public IReadOnlyList<string>? TagKeys { get; init; }
}

/// <summary>UntagResource: it answers nothing.</summary>
internal sealed record UntagResourceResponse;
