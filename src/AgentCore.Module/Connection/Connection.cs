using Amazon.BedrockAgentCore;
using Amazon.BedrockAgentCore.Model;
using Amazon.BedrockAgentCoreControl;
using Amazon.Runtime;
using Amazon.Runtime.Endpoints;

namespace AgentCore;

/// <summary>A place to call and somebody to call as; output objects remember theirs.</summary>
/// <remarks>Lives as long as somebody holds it: it has no resources of its own, the SDK shares its HTTP clients.</remarks>
internal sealed class Connection
{
    private readonly Lazy<AWSCredentials> _credentials;
    private readonly Lazy<AmazonBedrockAgentCoreClient> _dataPlane;
    private readonly Lazy<AmazonBedrockAgentCoreControlClient> _controlPlane;

    private Connection(ConnectionSettings settings)
    {
        Settings = settings;
        _credentials = new(() => CredentialResolver.Resolve(settings.Credentials?.Value));
        _dataPlane = new(() => new AmazonBedrockAgentCoreClient(
            _credentials.Value, ClientConfiguration.For<AmazonBedrockAgentCoreConfig>(settings)));
        _controlPlane = new(() => new AmazonBedrockAgentCoreControlClient(
            _credentials.Value, ClientConfiguration.For<AmazonBedrockAgentCoreControlConfig>(settings)));
    }

    /// <summary>Who said what; the region is always there.</summary>
    public ConnectionSettings Settings { get; }

    /// <summary>The region's name.</summary>
    public string Region => Settings.Region!.Value;

    /// <summary>Who signs.</summary>
    public AWSCredentials Credentials => _credentials.Value;

    /// <summary>The data plane: sessions and what happens in them.</summary>
    public AmazonBedrockAgentCoreClient DataPlane => _dataPlane.Value;

    /// <summary>The control plane: browsers, profiles, code interpreters and tags.</summary>
    public AmazonBedrockAgentCoreControlClient ControlPlane => _controlPlane.Value;

    /// <summary>The data plane's address.</summary>
    public Uri Endpoint => new(DataPlane.Config
        .DetermineServiceOperationEndpoint(new ServiceOperationEndpointParameters(new GetBrowserSessionRequest())).URL);

    /// <summary>Opens a connection; a region that nobody named is looked for where the AWS SDK looks.</summary>
    /// <exception cref="AgentCoreException">No region is found.</exception>
    public static Connection Open(ConnectionSettings settings)
        => new(settings with { Region = settings.Region ?? RegionResolver.Find(settings) });

    /// <summary>Gives the end of the emulator a moment to be seen: it is seen after that of its connections.</summary>
    public Task SettleAsync() => Settings.Emulator?.EndsSoonAsync() ?? Task.CompletedTask;

    /// <summary>The error for a call that got no answer; says so when the emulator it went to has died.</summary>
    public AgentCoreException Lost(Exception network)
    {
        if (Settings.Emulator is { HasEnded: true } emulator)
            return emulator.Gone(network);
        var place = Settings.EndpointUrl is { Value: var url } ? UrlSecrets.Hide(url) : $"the service in {Region}";
        return Refusal.ConnectionFailed($"No answer from {place}: {network.Message}", network);
    }
}
