namespace Amazon.BedrockAgentCoreControl.Model;

/// <summary>An object, or a group of objects, in Amazon S3.</summary>
public class S3Location
{
    /// <summary>Name of the S3 bucket. Required.</summary>
    public string? Bucket { get; set; }

    /// <summary>Key of the object, or the beginning of the keys. 1 to 1024 characters. Required.</summary>
    public string? Prefix { get; set; }

    /// <summary>Version of the object; the newest when absent. 3 to 1024 characters.</summary>
    public string? VersionId { get; set; }
}
