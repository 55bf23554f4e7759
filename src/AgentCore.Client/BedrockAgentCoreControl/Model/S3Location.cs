namespace Amazon.BedrockAgentCoreControl.Model;

/// <summary>A place in Amazon S3.</summary>
public class S3Location
{
    /// <summary>The name of the S3 bucket.</summary>
    public string? Bucket { get; set; }

    /// <summary>The key, or the beginning of the keys, in the bucket. 1 to 1,024 characters.</summary>
    public string? Prefix { get; set; }

    /// <summary>The version of the object; the latest when not set. 3 to 1,024 characters.</summary>
    public string? VersionId { get; set; }
}
