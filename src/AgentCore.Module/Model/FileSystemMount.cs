using AgentCore.Errors;
using DataLimits = Amazon.BedrockAgentCore.BedrockAgentCoreLimits;

namespace AgentCore;

/// <summary>A file system that is mounted in a session: S3 Files or Amazon EFS, depending on the ARNs.</summary>
public sealed class FileSystemMount
{
    private const string AccessPointPattern =
        DataLimits.S3FilesConfiguration.AccessPointArnPattern + "|" + DataLimits.EfsConfiguration.AccessPointArnPattern;

    private const string FileSystemPattern =
        DataLimits.S3FilesConfiguration.FileSystemArnPattern + "|" + DataLimits.EfsConfiguration.FileSystemArnPattern;

    private string _accessPointArn = "";
    private string _fileSystemArn = "";
    private string _mountPath = "";

    /// <summary>ARN of the access point.</summary>
    /// <exception cref="ArgumentException">The value is not a valid ARN of an access point.</exception>
    public string AccessPointArn
    {
        get => _accessPointArn;
        set => _accessPointArn = Limits.Form("Access point ARN", value, AccessPointPattern,
            "arn:aws:elasticfilesystem:us-east-1:123456789012:access-point/fsap-0123456789abcdef0");
    }

    /// <summary>ARN of the file system.</summary>
    /// <exception cref="ArgumentException">The value is not a valid ARN of a file system.</exception>
    public string FileSystemArn
    {
        get => _fileSystemArn;
        set => _fileSystemArn = Limits.Form("File system ARN", value, FileSystemPattern,
            "arn:aws:elasticfilesystem:us-east-1:123456789012:file-system/fs-0123456789abcdef0");
    }

    /// <summary>Where it appears in the session: one folder below <c>/mnt</c>, 6 to 200 characters.</summary>
    /// <exception cref="ArgumentException">The value is another path.</exception>
    public string MountPath
    {
        get => _mountPath;
        set => _mountPath = Limits.Form(
            "Mount path", Sized(value), DataLimits.EfsConfiguration.MountPathPattern, "/mnt/data");
    }

    /// <summary>Whether it is Amazon EFS; S3 Files otherwise.</summary>
    internal bool IsEfs => Service(AccessPointArn) == "elasticfilesystem";

    /// <summary>The mount, if it can be sent.</summary>
    /// <exception cref="AgentCoreException">Something is missing, or the two ARNs name different services.</exception>
    internal FileSystemMount Complete()
    {
        if (this is not { AccessPointArn.Length: > 0, FileSystemArn.Length: > 0, MountPath.Length: > 0 })
        {
            throw Failures.InvalidArgument("A file system needs AccessPointArn, FileSystemArn and MountPath.");
        }

        return Service(AccessPointArn) == Service(FileSystemArn)
            ? this
            : throw Failures.InvalidArgument(
                $"The two ARNs of the file system at '{MountPath}' name different services.");
    }

    /// <summary>Takes the values of a response without validation: the limits may have changed since.</summary>
    internal static FileSystemMount FromService(string accessPointArn, string fileSystemArn, string mountPath) =>
        new() { _accessPointArn = accessPointArn, _fileSystemArn = fileSystemArn, _mountPath = mountPath };

    /// <summary>Where it appears in the session.</summary>
    public override string ToString() => MountPath;

    private static string Sized(string path) => Limits.Length(
        "Mount path", path,
        DataLimits.EfsConfiguration.MountPathMinLength,
        DataLimits.EfsConfiguration.MountPathMaxLength);

    private static string Service(string arn) => arn.Split(':') is { Length: > 2 } parts ? parts[2] : "";
}
