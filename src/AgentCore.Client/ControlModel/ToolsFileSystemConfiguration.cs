namespace Amazon.BedrockAgentCoreControl.Model;

/// <summary>A file system to mount. Exactly one member is set.</summary>
public class ToolsFileSystemConfiguration
{
    /// <summary>An Amazon S3 Files file system.</summary>
    public S3FilesConfiguration? S3FilesConfiguration { get; set; }

    /// <summary>An Amazon EFS file system.</summary>
    public EfsConfiguration? EfsConfiguration { get; set; }
}
