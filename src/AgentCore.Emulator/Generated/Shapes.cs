using AgentCore.Emulator.Http;

// Shapes that sessions of both tools take and give back. Names and limits are those of the service's model.
namespace AgentCore.Emulator.Generated;

/// <summary>Certificate.</summary>
internal sealed record Certificate
{
    /// <summary>Where it is.</summary>
    [Required]
    public CertificateLocation? Location { get; init; }
}

/// <summary>CertificateLocation.</summary>
[Union]
internal sealed record CertificateLocation
{
    /// <summary>A secret.</summary>
    public SecretsManagerLocation? SecretsManager { get; init; }
}

/// <summary>SecretsManagerLocation.</summary>
internal sealed record SecretsManagerLocation
{
    /// <summary>ARN of the secret.</summary>
    [Required, Pattern(SharedPatterns.SecretArn)]
    public string? SecretArn { get; init; }
}

/// <summary>ToolsFileSystemConfiguration.</summary>
[Union]
internal sealed record ToolsFileSystemConfiguration
{
    /// <summary>A file system of S3 Files.</summary>
    public S3FilesConfiguration? S3FilesConfiguration { get; init; }

    /// <summary>A file system of EFS.</summary>
    public EfsConfiguration? EfsConfiguration { get; init; }
}

/// <summary>S3FilesConfiguration.</summary>
internal sealed record S3FilesConfiguration
{
    /// <summary>ARN of the access point.</summary>
    [Required, Size(0, 256)]
    [Pattern("arn:aws[-a-z]*:s3files:[0-9a-z-:]+:file-system/fs-[0-9a-f]{17,40}/access-point/fsap-[0-9a-f]{17,40}")]
    public string? AccessPointArn { get; init; }

    /// <summary>Where it appears.</summary>
    [Required, Size(6, 200), Pattern("/mnt/[a-zA-Z0-9._-]+/?")]
    public string? MountPath { get; init; }

    /// <summary>ARN of the file system.</summary>
    [Required, Size(0, 256)]
    [Pattern("arn:aws[-a-z]*:s3files:[a-z0-9-]+:[0-9]{12}:file-system/fs-[0-9a-f]{17,40}")]
    public string? FileSystemArn { get; init; }
}

/// <summary>EfsConfiguration.</summary>
internal sealed record EfsConfiguration
{
    /// <summary>ARN of the access point.</summary>
    [Required, Size(0, 128), Pattern("arn:aws[-a-z]*:elasticfilesystem:[0-9a-z-:]+:access-point/fsap-[0-9a-f]{8,40}")]
    public string? AccessPointArn { get; init; }

    /// <summary>Where it appears.</summary>
    [Required, Size(6, 200), Pattern("/mnt/[a-zA-Z0-9._-]+/?")]
    public string? MountPath { get; init; }

    /// <summary>ARN of the file system.</summary>
    [Required, Size(0, 128)]
    [Pattern("arn:aws[-a-z]*:elasticfilesystem:[a-z0-9-]+:[0-9]{12}:file-system/fs-[0-9a-f]{8,40}")]
    public string? FileSystemArn { get; init; }
}
