using ControlLimits = Amazon.BedrockAgentCoreControl.BedrockAgentCoreControlLimits;
using Wire = Amazon.BedrockAgentCoreControl.Model;

namespace AgentCore.Service;

/// <summary>
/// Maps what browsers and code interpreters have: our values to shapes of the control plane, and back.
/// </summary>
internal static class ToolMapping
{
    public static Wire.RecordingConfig? ToRecording(this S3Location? place) =>
        place is null ? null : new Wire.RecordingConfig { Enabled = true, S3Location = place.ToControl() };

    public static List<Wire.BrowserEnterprisePolicy>? ToControl(this EnterprisePolicy[]? policies) =>
        policies.ToList(policy => new Wire.BrowserEnterprisePolicy
        {
            Location = new Wire.ResourceLocation { S3 = policy.CompleteLocation().ToControl() },
            Type = policy.Type!,
        });

    public static List<Wire.Certificate>? ToControl(this SecretArn[]? certificates) =>
        certificates.ToList(secret => new Wire.Certificate
        {
            Location = new Wire.CertificateLocation
            {
                SecretsManager = new Wire.SecretsManagerLocation { SecretArn = secret.Arn },
            },
        });

    public static List<Wire.ToolsFileSystemConfiguration>? ToControl(this FileSystemMount[]? mounts) =>
        mounts.ToList(mount => mount.Complete().IsEfs
            ? new Wire.ToolsFileSystemConfiguration
            {
                EfsConfiguration = new Wire.EfsConfiguration
                {
                    AccessPointArn = mount.AccessPointArn,
                    FileSystemArn = mount.FileSystemArn,
                    MountPath = mount.MountPath,
                },
            }
            : new Wire.ToolsFileSystemConfiguration
            {
                S3FilesConfiguration = new Wire.S3FilesConfiguration
                {
                    AccessPointArn = mount.AccessPointArn,
                    FileSystemArn = mount.FileSystemArn,
                    MountPath = mount.MountPath,
                },
            });

    public static Wire.VpcConfig? ToWire(this VpcDefinition? vpc) => vpc is null
        ? null
        : new Wire.VpcConfig
        {
            SecurityGroups = vpc.SecurityGroups,
            Subnets = vpc.Subnets,
            RequireServiceS3Endpoint = vpc.RequireServiceS3Endpoint,
        };

    public static S3Location? FromWire(
        this Wire.S3Location? place) => place is { Bucket: { } bucket, Prefix: { } prefix }
        ? S3Location.FromService(bucket, prefix, place.VersionId)
        : null;

    public static EnterprisePolicy FromWire(this Wire.BrowserEnterprisePolicy policy) =>
        AgentCore.EnterprisePolicy.FromService(policy.Location?.S3.FromWire(), policy.Type?.Value);

    public static SecretArn? FromWire(this Wire.Certificate certificate) =>
        certificate.Location?.SecretsManager?.SecretArn is { } arn ? SecretArn.FromService(arn) : null;

    public static FileSystemMount? FromWire(this Wire.ToolsFileSystemConfiguration mount) => mount switch
    {
        { S3FilesConfiguration: { AccessPointArn: { } point, FileSystemArn: { } system, MountPath: { } path } } =>
            FileSystemMount.FromService(point, system, path),
        { EfsConfiguration: { AccessPointArn: { } point, FileSystemArn: { } system, MountPath: { } path } } =>
            FileSystemMount.FromService(point, system, path),
        _ => null,
    };

    // The control plane wants longer version ids than the data plane does.
    private static Wire.S3Location ToControl(this S3Location place) => new()
    {
        Bucket = place.Complete().Bucket,
        Prefix = place.Prefix,
        VersionId = place.VersionId is not { } version ? null : Limits.Length(
            "S3 version id", version,
            ControlLimits.S3Location.VersionIdMinLength,
            ControlLimits.S3Location.VersionIdMaxLength),
    };
}
