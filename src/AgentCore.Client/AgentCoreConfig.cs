using AgentCore.Client.Transport;
using Amazon.Runtime;
using Amazon.Runtime.Endpoints;
using Amazon.Runtime.Internal;
using Amazon.Util.Internal;

namespace AgentCore.Client;

/// <summary>What the configurations of both planes have in common.</summary>
public abstract class AgentCoreConfig : ClientConfig
{
    private static readonly string Version = typeof(AgentCoreConfig).Assembly.GetName().Version!.ToString(3);

    private static readonly DefaultConfiguration Defaults = new() { Name = DefaultConfigurationMode.Standard };

    private protected AgentCoreConfig(string serviceId, string hostPrefix, string serviceVersion)
        : base(new DefaultConfigurationProvider([Defaults]))
    {
        ServiceId = serviceId;
        RegionEndpointServiceName = hostPrefix;
        ServiceVersion = serviceVersion;
        AuthenticationServiceName = "bedrock-agentcore";
        EndpointProvider = new EndpointRules(hostPrefix);
        ConnectLimit.Set(this, TimeSpan.FromSeconds(10));

        // The time limits below are kept per attempt and per kind of call, which the one of HttpClient cannot be.
        Timeout = System.Threading.Timeout.InfiniteTimeSpan;
        AllowAutoRedirect = false;

        // Ten more attempts, without a backoff, for whatever breaks a connection: MaxErrorRetry is the one limit here.
        MaxStaleConnectionRetries = 0;
    }

    /// <summary>
    /// How long an ordinary call may wait for its answer, or for the next bytes of it, before it is repeated or fails
    /// with a <see cref="TimeoutException"/>. 100 seconds unless set.
    /// </summary>
    public TimeSpan AnswerTimeout { get; set; } = TimeSpan.FromSeconds(100);

    /// <summary>
    /// How long <c>InvokeBrowser</c> and <c>InvokeCodeInterpreter</c> may wait for the answer, or for the next bytes
    /// of it, before they fail with an <see cref="AnswerLostException"/>, or in the middle of the events with a
    /// <see cref="TimeoutException"/>. One hour unless set; work that takes longer belongs into a background task.
    /// </summary>
    public TimeSpan InvokeTimeout { get; set; } = TimeSpan.FromHours(1);

    /// <inheritdoc/>
    public override string RegionEndpointServiceName { get; }

    /// <inheritdoc/>
    public override string ServiceVersion { get; }

    /// <inheritdoc/>
    public override string UserAgent { get; } = InternalSDKUtils.BuildUserAgentString("AgentCore", Version);

    /// <inheritdoc/>
    public override Endpoint DetermineServiceOperationEndpoint(ServiceOperationEndpointParameters parameters)
    {
        var region = parameters?.AlternateEndpoint?.SystemName ?? this.RegionName();
        return EndpointProvider.ResolveEndpoint(EndpointRules.ParametersOf(this, region));
    }
}
