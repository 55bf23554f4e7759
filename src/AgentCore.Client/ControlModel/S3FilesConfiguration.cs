namespace Amazon.BedrockAgentCoreControl.Model;

/// <summary>An Amazon S3 Files file system to mount.</summary>
public class S3FilesConfiguration
{
    /// <summary>
    /// ARN of the access point through which the file system is mounted. At most 256 characters. Required.
    /// </summary>
    public string? AccessPointArn { get; set; }

    /// <summary>Where the file system appears, below <c>/mnt/</c>. 6 to 200 characters. Required.</summary>
    public string? MountPath { get; set; }

    /// <summary>ARN of the file system. At most 256 characters. Required.</summary>
    public string? FileSystemArn { get; set; }
}
