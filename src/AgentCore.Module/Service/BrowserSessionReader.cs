using Amazon.BedrockAgentCore.Model;

namespace AgentCore.Service;

/// <summary>Makes our session object from what the API answers.</summary>
internal static class BrowserSessionReader
{
    public static BrowserSession Read(this GetBrowserSessionResponse full, Connection origin) =>
        new(full.SessionId!, full.BrowserIdentifier!)
        {
            Origin = origin,
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
            Proxy = full.ProxyConfiguration?.Proxies.ToArray(BrowserSessionShapes.FromWire) ?? [],
            ProxyBypass = full.ProxyConfiguration?.Bypass?.DomainPatterns?.ToArray() ?? [],
            EnterprisePolicy = full.EnterprisePolicies.ToArray(BrowserSessionShapes.FromWire),
            Certificate = full.Certificates.ToArray(SharedShapes.FromWire),
            FileSystem = full.FilesystemConfigurations.ToArray(SharedShapes.FromWire),
            SessionReplayArtifact = full.SessionReplayArtifact,
        };

    public static BrowserSession Read(this BrowserSessionSummary brief, Connection origin) =>
        new(brief.SessionId!, brief.BrowserIdentifier!)
        {
            Origin = origin,
            Name = brief.Name,
            Status = brief.Status?.Value,
            CreatedAt = brief.CreatedAt,
            LastUpdatedAt = brief.LastUpdatedAt,
        };

    public static BrowserSession Read(this StartBrowserSessionResponse started, StartBrowserSessionRequest asked, Connection origin) =>
        new(started.SessionId!, started.BrowserIdentifier!)
        {
            Origin = origin,
            Name = asked.Name,
            CreatedAt = started.CreatedAt,
            SessionTimeoutSeconds = asked.SessionTimeoutSeconds,
            ViewPort = asked.ViewPort.FromWire(),
            AutomationStreamStatus = started.Streams?.AutomationStream?.StreamStatus?.Value,
            AutomationEndpoint = started.Streams?.AutomationStream?.StreamEndpoint,
            LiveViewEndpoint = started.Streams?.LiveViewStream?.StreamEndpoint,
            BrowserProfile = asked.ProfileConfiguration?.ProfileIdentifier,
        };
}
