using AgentCore.Client.Runtime;
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
        if (endpoint is not null)
        {
            config.ServiceURL = endpoint.Value;
            config.AuthenticationRegion = settings.Region.Value;
        }

        return config;
    }
}
