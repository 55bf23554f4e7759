namespace Amazon.BedrockAgentCoreControl.Model;

/// <summary>An S3 Files file system to mount.</summary>
public class S3FilesConfiguration
{
    /// <summary>
    /// The ARN of the access point through which the file system is mounted. At most 256 characters.
    /// </summary>
    public string? AccessPointArn { get; set; }

    /// <summary>Where it appears in the session. 6 to 200 characters.</summary>
    public string? MountPath { get; set; }

    /// <summary>The ARN of the file system. At most 256 characters.</summary>
    public string? FileSystemArn { get; set; }
}
