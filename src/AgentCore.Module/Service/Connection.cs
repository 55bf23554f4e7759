using System.Net;
using System.Net.WebSockets;
using AgentCore.Client.Runtime;
using AgentCore.Client.Runtime.Transport;
using AgentCore.Errors;
using Amazon;
using Amazon.BedrockAgentCore;
using Amazon.BedrockAgentCore.Model;
using Amazon.BedrockAgentCoreControl;
using Amazon.BedrockAgentCoreControl.Model;
using Amazon.Runtime;
using Amazon.Runtime.Endpoints;

namespace AgentCore.Service;

/// <summary>A place to call and somebody to call as; output objects remember theirs.</summary>
/// <remarks>
/// Lives as long as somebody holds it: it has no resources of its own, the SDK shares its HTTP clients. What it was
/// opened with is settled then: a change of the environment makes another connection, not another one of this.
/// </remarks>
internal sealed class Connection : Origin
{
    private readonly Lazy<AmazonBedrockAgentCoreClient> _dataPlane;
    private readonly Lazy<AmazonBedrockAgentCoreControlClient> _controlPlane;

    private Connection(ConnectionSettings settings, AWSCredentials credentials)
    {
        Settings = settings;
        Credentials = credentials;
        _dataPlane = new(
            () => new AmazonBedrockAgentCoreClient(
                credentials, Configure<AmazonBedrockAgentCoreConfig>(settings, settings.DataPlaneUrl)),
            LazyThreadSafetyMode.PublicationOnly);
        _controlPlane = new(
            () => new AmazonBedrockAgentCoreControlClient(
                credentials, Configure<AmazonBedrockAgentCoreControlConfig>(settings, settings.ControlPlaneUrl)),
            LazyThreadSafetyMode.PublicationOnly);
    }

    /// <summary>The settings, with their sources; region, credentials and endpoints are always set.</summary>
    public ConnectionSettings Settings { get; }

    /// <summary>The region's name.</summary>
    public override string Region => Settings.Region!.Value;

    /// <summary>Who signs.</summary>
    public AWSCredentials Credentials { get; }

    /// <summary>The data plane: sessions and what happens in them.</summary>
    public AmazonBedrockAgentCoreClient DataPlane => _dataPlane.Value;

    /// <summary>The control plane: browsers, profiles, code interpreters and tags.</summary>
    public AmazonBedrockAgentCoreControlClient ControlPlane => _controlPlane.Value;

    /// <summary>The data plane's address.</summary>
    public Uri Endpoint => new(DataPlane.Config
        .DetermineServiceOperationEndpoint(new ServiceOperationEndpointParameters(new GetBrowserSessionRequest())).URL);

    /// <summary>The control plane's address.</summary>
    public Uri ControlEndpoint => new(ControlPlane.Config
        .DetermineServiceOperationEndpoint(new ServiceOperationEndpointParameters(new GetBrowserRequest())).URL);

    /// <summary>
    /// The proxy that an address is called through, with who named it, as it stands in a message; empty for none.
    /// </summary>
    public string WayTo(Uri url)
    {
        if (url.IsLoopback)
        {
            return "";
        }

        var (proxy, source) = Settings.Proxy is { } own
            ? (own.ToWebProxy(), "$AWSProxy")
            : (WebRequest.DefaultWebProxy, "HTTPS_PROXY, or the machine's settings");
        return proxy is null || proxy.IsBypassed(url) || proxy.GetProxy(url) is not { } address || address == url
            ? ""
            : $" by the proxy {UrlSecrets.Hide(address.GetLeftPart(UriPartial.Authority))} ({source})";
    }

    /// <summary>How an address of it is reached: a WebSocket is to go the way that calls go.</summary>
    /// <param name="options">The options of the WebSocket, before it connects.</param>
    /// <param name="url">The address.</param>
    public void Prepare(ClientWebSocketOptions options, Uri url)
    {
        // No proxy can reach this machine's loopback, and few environments say so in NO_PROXY.
        if (url.IsLoopback)
        {
            options.Proxy = null;
        }
        else if (Settings.Proxy is { } proxy)
        {
            options.Proxy = proxy.ToWebProxy();
        }

        if (CertificateBundle.Current is { } bundle)
        {
            StreamCertificates.Trust(options, bundle);
        }
    }

    /// <summary>
    /// Gives the end of a local endpoint a moment to be seen: it is seen after that of its connections.
    /// </summary>
    public Task SettleAsync() => Settings.LocalEndpoint?.EndsSoonAsync() ?? Task.CompletedTask;

    /// <summary>Opens a connection; what nobody named is looked for where the AWS SDK looks.</summary>
    /// <exception cref="AgentCoreException">No region or no credentials are found, or an address is not
    /// valid.</exception>
    public static Connection Open(ConnectionSettings settings)
    {
        try
        {
            var region = settings.Region ?? RegionResolver.Find(settings);
            var endpoints = settings.FoundEndpoints();
            var (credentials, choice) = CredentialResolver.Resolve(settings);
            return new(settings with { Region = region, Endpoints = endpoints, Credentials = choice }, credentials);
        }
        catch (AmazonClientException failed)
        {
            throw ServiceErrors.Translate(failed, operation: null, address: null);
        }
    }

    private static TConfig Configure<TConfig>(ConnectionSettings settings, SettingWithSource<string>? endpoint)
        where TConfig : AgentCoreConfig, new()
    {
        var config = new TConfig
        {
            RegionEndpoint = RegionEndpoint.GetBySystemName(settings.Region!.Value),
            IgnoreConfiguredEndpointUrls = true,
        };

        // Read once: an object's calls go where it came from, even if the environment has changed by then.
        config.UseFIPSEndpoint = config.UseFIPSEndpoint;
        config.UseDualstackEndpoint = config.UseDualstackEndpoint;
        if (settings.Proxy is { } proxy && !(endpoint is not null && new Uri(endpoint.Value).IsLoopback))
        {
            config.SetWebProxy(proxy.ToWebProxy());
        }

        if (endpoint is not null)
        {
            config.ServiceURL = endpoint.Value;
            config.AuthenticationRegion = settings.Region.Value;
        }

        return config;
    }
}

/// <summary>.NET Framework has no such setting for a WebSocket; there the machine's store decides.</summary>
file static class StreamCertificates
{
#if NET
    public static void Trust(ClientWebSocketOptions options, CertificateBundle bundle) =>
        options.RemoteCertificateValidationCallback = (_, certificate, _, errors) => bundle.Trusts(certificate, errors);
#else
    public static void Trust(ClientWebSocketOptions options, CertificateBundle bundle) => _ = (options, bundle);
#endif
}
