using AgentCore;
using AgentCore.Errors;
using AgentCore.Service;
using Xunit;

namespace Tests.Module.Model;

public sealed class FileSystemMountTests
{
    private const string EfsPoint =
        "arn:aws:elasticfilesystem:us-east-1:123456789012:access-point/fsap-0123456789abcdef0";
    private const string EfsSystem =
        "arn:aws:elasticfilesystem:us-east-1:123456789012:file-system/fs-0123456789abcdef0";
    private const string S3System = "arn:aws:s3files:us-east-1:123456789012:file-system/fs-0123456789abcdef0";
    private const string S3Point = S3System + "/access-point/fsap-0123456789abcdef0";

    [Fact]
    public void The_ARNs_tell_the_kind()
    {
        FileSystemMount[] mounts =
        [
            new() { AccessPointArn = EfsPoint, FileSystemArn = EfsSystem, MountPath = "/mnt/efs" },
            new() { AccessPointArn = S3Point, FileSystemArn = S3System, MountPath = "/mnt/s3" },
        ];
        var shapes = mounts.ToWire()!;
        Assert.Equal("/mnt/efs", shapes[0].EfsConfiguration!.MountPath);
        Assert.Null(shapes[0].S3FilesConfiguration);
        Assert.Equal(S3Point, shapes[1].S3FilesConfiguration!.AccessPointArn);
        Assert.Equal(["/mnt/efs", "/mnt/s3"], shapes.Select(shape => shape.FromWire()!.MountPath));
    }

    [Fact]
    public void Two_kinds_in_one_are_refused()
    {
        FileSystemMount[] mounts =
            [new() { AccessPointArn = EfsPoint, FileSystemArn = S3System, MountPath = "/mnt/x" }];
        Assert.Throws<AgentCoreException>(() => mounts.ToWire());
    }

    [Theory]
    [InlineData("/mnt/")]
    [InlineData("/data")]
    [InlineData("/mnt/a/b")]
    [InlineData("mnt/data")]
    public void Other_mount_paths_are_refused(string path) =>
        Assert.Throws<ArgumentException>(() => new FileSystemMount { MountPath = path });

    [Fact]
    public void What_is_missing_is_not_sent()
    {
        FileSystemMount[] mounts = [new() { MountPath = "/mnt/data" }];
        Assert.Contains(
            "AccessPointArn", Assert.Throws<AgentCoreException>(() => mounts.ToWire()).Message,
            StringComparison.Ordinal);
    }
}
