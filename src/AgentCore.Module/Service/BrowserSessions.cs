using AgentCore.Errors;
using Amazon.BedrockAgentCore.Model;
using Wire = Amazon.BedrockAgentCore.Model;

namespace AgentCore.Service;

/// <summary>What a browser session is started with.</summary>
internal sealed record BrowserSessionDefinition : SessionDefinition
{
    public ViewPort? ViewPort { get; init; }

    public S3Location[]? Extensions { get; init; }

    /// <summary>Id of the browser profile; null for none.</summary>
    public string? BrowserProfile { get; init; }

    public BrowserProxy[]? Proxies { get; init; }

    public string[]? ProxyBypass { get; init; }

    public EnterprisePolicy[]? EnterprisePolicies { get; init; }
}

/// <summary>The operations on browser sessions.</summary>
internal sealed class BrowserSessionOperations : SessionOperations
{
    public static readonly BrowserSessionOperations Instance = new();

    public override string Name => "browser session";

    public override ResourceOperations OwnerOperations => BrowserOperations.Instance;

    private protected override string Elsewhere =>
        "If it belongs to another browser or region, name that: -BrowserIdentifier, -Region; "
            + "Get-ACBrowserSession -AllBrowsers looks everywhere.";

    public override bool Is(AgentSession session) => session is BrowserSession;

    /// <summary>Checks a definition; what it returns starts the session. Stands for StartBrowserSession.</summary>
    public static SessionStart PrepareStart(BrowserSessionDefinition definition)
    {
        var request = new StartBrowserSessionRequest
        {
            BrowserIdentifier = definition.Owner,
            Name = definition.Name,
            SessionTimeoutSeconds = definition.SessionTimeoutSeconds,
            ViewPort = definition.ViewPort.ToWire(),
            Extensions = definition.Extensions.ToExtensions(),
            ProfileConfiguration = definition.BrowserProfile is { } profile
                ? new BrowserProfileConfiguration { ProfileIdentifier = profile }
                : null,
            ProxyConfiguration = definition.Proxies.ToWire(definition.ProxyBypass),
            EnterprisePolicies = definition.EnterprisePolicies.ToWire(),
            Certificates = definition.Certificates.ToWire(),
            FilesystemConfigurations = definition.FileSystems.ToWire(),
            TraceId = definition.TraceId,
            TraceParent = definition.TraceParent,
        };
        return async (connection, log, clientToken, cancellationToken) =>
        {
            request.ClientToken = clientToken;
            var started = await connection.SendAsync(
                log,
                request,
                static (client, input, token) => client.StartBrowserSessionAsync(input, token),
                cancellationToken);

            // The response has only ids and streams; where the session may not be read, the rest comes from the
            // request.
            return new BrowserSession(started.SessionId!, started.BrowserIdentifier!)
            {
                Origin = connection,
                Name = definition.Name,
                CreatedAt = started.CreatedAt,
                SessionTimeoutSeconds = definition.SessionTimeoutSeconds,
                ViewPort = definition.ViewPort,
                AutomationStreamStatus = started.Streams?.AutomationStream?.StreamStatus?.Value,
                AutomationEndpoint = started.Streams?.AutomationStream?.StreamEndpoint,
                LiveViewEndpoint = started.Streams?.LiveViewStream?.StreamEndpoint,
                BrowserProfile = definition.BrowserProfile,
            };
        };
    }

    public override async Task<AgentSession> GetAsync(
        Connection connection, ICallLog log, string owner, string sessionId, CancellationToken cancellationToken)
    {
        var full = await connection.SendAsync(
            log,
            new GetBrowserSessionRequest { BrowserIdentifier = owner, SessionId = sessionId },
            static (client, request, token) => client.GetBrowserSessionAsync(request, token),
            cancellationToken);
        return new BrowserSession(full.SessionId!, full.BrowserIdentifier!)
        {
            Origin = connection,
            Name = full.Name,
            Status = full.Status?.Value,
            CreatedAt = full.CreatedAt,
            LastUpdatedAt = full.LastUpdatedAt,
            SessionTimeoutSeconds = full.SessionTimeoutSeconds,
            ViewPort = full.ViewPort.FromWire(),
            AutomationStreamStatus = full.Streams?.AutomationStream?.StreamStatus?.Value,
            AutomationEndpoint = full.Streams?.AutomationStream?.StreamEndpoint,
            LiveViewEndpoint = full.Streams?.LiveViewStream?.StreamEndpoint,
            BrowserProfile = full.ProfileConfiguration?.ProfileIdentifier,
            Extension = full.Extensions.ToArray(extension => extension.Location.FromWire()),
            Proxy = full.ProxyConfiguration?.Proxies.ToArray(BrowserSessionMapping.FromWire) ?? [],
            ProxyBypass = full.ProxyConfiguration?.Bypass?.DomainPatterns?.ToArray() ?? [],
            EnterprisePolicy = full.EnterprisePolicies.ToArray(BrowserSessionMapping.FromWire),
            Certificate = full.Certificates.ToArray(SessionMapping.FromWire),
            FileSystem = full.FilesystemConfigurations.ToArray(SessionMapping.FromWire),
            SessionReplayArtifact = full.SessionReplayArtifact,
        };
    }

    public override async Task<ListPage<AgentSession>> ListAsync(
        Connection connection, ICallLog log, string owner, string? status, string? token,
        CancellationToken cancellationToken)
    {
        var page = await connection.SendAsync(
            log,
            new ListBrowserSessionsRequest
            {
                BrowserIdentifier = owner,
                MaxResults = Pagination.Size,
                NextToken = token,
                Status = status!,
            },
            static (client, request, cancel) => client.ListBrowserSessionsAsync(request, cancel),
            cancellationToken);
        var items = (page.Items ?? []).Select(brief => new BrowserSession(brief.SessionId!, brief.BrowserIdentifier!)
        {
            Origin = connection,
            Name = brief.Name,
            Status = brief.Status?.Value,
            CreatedAt = brief.CreatedAt,
            LastUpdatedAt = brief.LastUpdatedAt,
        });
        return new(items, page.NextToken);
    }

    private protected override async Task<DateTime?> SendStopAsync(
        Connection connection,
        ICallLog log,
        string owner,
        string sessionId,
        string? clientToken,
        CancellationToken cancellationToken)
    {
        var stopped = await connection.SendAsync(
            log,
            new StopBrowserSessionRequest
            {
                BrowserIdentifier = owner,
                SessionId = sessionId,
                ClientToken = clientToken,
            },
            static (client, request, token) => client.StopBrowserSessionAsync(request, token),
            cancellationToken);
        return stopped.LastUpdatedAt;
    }
}

/// <summary>Maps what browser sessions are started with: our values to shapes of the data plane, and back.</summary>
/// <remarks>A list that is empty is left out: the API wants none or at least one.</remarks>
internal static class BrowserSessionMapping
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
        places.ToList(
            place => new Wire.BrowserExtension { Location = new Wire.ResourceLocation { S3 = place.ToWire() } });

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

    public static BrowserProxy? FromWire(
        this Wire.Proxy proxy) => proxy.ExternalProxy is { Server: { } server, Port: { } port } external
        ? BrowserProxy.FromService(
            server,
            port,
            external.DomainPatterns is { } patterns ? [.. patterns] : [],
            external.Credentials?.BasicAuth?.SecretArn is { } secret ? SecretArn.FromService(secret) : null)
        : null;

    public static S3Location? FromWire(
        this Wire.ResourceLocation? place) => place?.S3 is { Bucket: { } bucket, Prefix: { } prefix } s3
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
