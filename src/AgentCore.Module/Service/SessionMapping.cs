using Wire = Amazon.BedrockAgentCore.Model;

namespace AgentCore.Service;

/// <summary>Maps what sessions of both kinds have: our values to shapes of the data plane, and back.</summary>
internal static class SessionMapping
{
    /// <summary>The list that goes out; null for none, since the API takes no empty one.</summary>
    public static List<TWire>? ToList<T, TWire>(this T[]? items, Func<T, TWire> convert) =>
        items is null or [] ? null : [.. items.Select(convert)];

    /// <summary>
    /// The array that a user sees; empty where the service sent no list, without what a newer service added.
    /// </summary>
    public static T[] ToArray<TWire, T>(this List<TWire>? items, Func<TWire, T?> convert)
        where T : class =>
        items is null ? [] : [.. items.Select(convert).OfType<T>()];

    public static List<Wire.Certificate>? ToWire(this SecretArn[]? certificates) =>
        certificates.ToList(secret => new Wire.Certificate
        {
            Location = new Wire.CertificateLocation
            {
                SecretsManager = new Wire.SecretsManagerLocation { SecretArn = secret.Arn },
            },
        });

    public static SecretArn? FromWire(this Wire.Certificate certificate) =>
        certificate.Location?.SecretsManager?.SecretArn is { } arn ? SecretArn.FromService(arn) : null;

    public static List<Wire.ToolsFileSystemConfiguration>? ToWire(this FileSystemMount[]? mounts) =>
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

    public static FileSystemMount? FromWire(this Wire.ToolsFileSystemConfiguration mount) => mount switch
    {
        { S3FilesConfiguration: { AccessPointArn: { } point, FileSystemArn: { } system, MountPath: { } path } } =>
            FileSystemMount.FromService(point, system, path),
        { EfsConfiguration: { AccessPointArn: { } point, FileSystemArn: { } system, MountPath: { } path } } =>
            FileSystemMount.FromService(point, system, path),
        _ => null,
    };
}
