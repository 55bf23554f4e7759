using AgentCore.Errors;
using Wire = Amazon.BedrockAgentCore.Model;

namespace AgentCore.Service;

/// <summary>From friendly input to the API's shapes, and back.</summary>
/// <remarks>A list that is empty is left out: the API wants none or at least one.</remarks>
internal static class BrowserSessionShapes
{
    public static Wire.ViewPort? ToWire(this ViewPort? size) => size switch
    {
        null => null,
        { Width: 0 } or { Height: 0 } => throw Failures.InvalidArgument("A view port needs both Width and Height."),
        _ => new Wire.ViewPort { Width = size.Width, Height = size.Height },
    };

    public static ViewPort? FromWire(this Wire.ViewPort? size) =>
        size is { Width: { } width, Height: { } height } ? ViewPort.FromService(width, height) : null;

    public static List<Wire.BrowserExtension>? ToExtensions(this S3Location[]? places) =>
        places.ToList(place => new Wire.BrowserExtension { Location = new Wire.ResourceLocation { S3 = place.ToWire() } });

    public static List<Wire.BrowserEnterprisePolicy>? ToWire(this EnterprisePolicy[]? policies) =>
        policies.ToList(policy => new Wire.BrowserEnterprisePolicy
        {
            Location = new Wire.ResourceLocation { S3 = policy.CompleteLocation().ToWire() },
            Type = policy.Type!,
        });

    public static Wire.ProxyConfiguration? ToWire(this BrowserProxy[]? proxies, string[]? bypass)
    {
        if (proxies is null or [])
        {
            return bypass is null or [] ? null : throw Failures.InvalidArgument("-ProxyBypass needs -Proxy.");
        }

        return new Wire.ProxyConfiguration
        {
            Proxies = proxies.ToList(ToWire),
            Bypass = bypass is null or []
                ? null
                : new Wire.ProxyBypass { DomainPatterns = [.. DomainPattern.All("bypassed domains", bypass)] },
        };
    }

    public static BrowserProxy? FromWire(this Wire.Proxy proxy) => proxy.ExternalProxy is { Server: { } server, Port: { } port } external
        ? BrowserProxy.FromService(
            server,
            port,
            external.DomainPatterns is { } patterns ? [.. patterns] : [],
            external.Credentials?.BasicAuth?.SecretArn is { } secret ? SecretArn.FromService(secret) : null)
        : null;

    public static S3Location? FromWire(this Wire.ResourceLocation? place) => place?.S3 is { Bucket: { } bucket, Prefix: { } prefix } s3
        ? S3Location.FromService(bucket, prefix, s3.VersionId)
        : null;

    public static EnterprisePolicy FromWire(this Wire.BrowserEnterprisePolicy policy) =>
        AgentCore.EnterprisePolicy.FromService(policy.Location.FromWire(), policy.Type?.Value);

    private static Wire.S3Location ToWire(this S3Location place) =>
        new() { Bucket = place.Complete().Bucket, Prefix = place.Prefix, VersionId = place.VersionId };

    private static Wire.Proxy ToWire(BrowserProxy proxy) => proxy is { Server.Length: > 0, Port: > 0 }
        ? new Wire.Proxy
        {
            ExternalProxy = new Wire.ExternalProxy
            {
                Server = proxy.Server,
                Port = proxy.Port,
                DomainPatterns = proxy.DomainPattern is [] ? null : [.. proxy.DomainPattern],
                Credentials = proxy.SecretArn is { Arn: var arn }
                    ? new Wire.ProxyCredentials { BasicAuth = new Wire.BasicAuth { SecretArn = arn } }
                    : null,
            },
        }
        : throw Failures.InvalidArgument("A proxy needs both Server and Port.");
}
