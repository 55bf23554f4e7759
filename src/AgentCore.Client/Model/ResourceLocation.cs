namespace Amazon.BedrockAgentCore.Model;

/// <summary>Where a file lies. Exactly one member is set.</summary>
public class ResourceLocation
{
    /// <summary>An object in Amazon S3.</summary>
    public S3Location? S3 { get; set; }
}
