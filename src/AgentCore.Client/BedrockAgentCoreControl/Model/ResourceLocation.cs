namespace Amazon.BedrockAgentCoreControl.Model;

/// <summary>Where a file is kept: a union, exactly one member is set.</summary>
public class ResourceLocation
{
    /// <summary>A place in Amazon S3.</summary>
    public S3Location? S3 { get; set; }
}
