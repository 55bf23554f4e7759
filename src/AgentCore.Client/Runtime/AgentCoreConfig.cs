using System.Net;
using AgentCore.Client.Runtime.Endpoints;
using AgentCore.Client.Runtime.Transport;
using Amazon.Runtime;
using Amazon.Runtime.Endpoints;
using Amazon.Runtime.Internal;
using Amazon.Util.Internal;

namespace AgentCore.Client.Runtime;

/// <summary>The base of the configurations of both planes.</summary>
public abstract class AgentCoreConfig : ClientConfig
{
    private static readonly string Version = typeof(AgentCoreConfig).Assembly.GetName().Version!.ToString(3);

    private static readonly DefaultConfiguration Defaults = new() { Name = DefaultConfigurationMode.Standard };

    private protected AgentCoreConfig(string serviceId, string endpointPrefix, string serviceVersion)
        : base(new DefaultConfigurationProvider([Defaults]))
    {
        ServiceId = serviceId;
        RegionEndpointServiceName = endpointPrefix;
        ServiceVersion = serviceVersion;
        AuthenticationServiceName = "bedrock-agentcore";
        EndpointProvider = new EndpointRules(endpointPrefix);
        FrameworkGaps.SetConnectTimeout(this, TimeSpan.FromSeconds(10));

        // The timeouts below hold per attempt and per kind of call, which that of HttpClient cannot.
        Timeout = System.Threading.Timeout.InfiniteTimeSpan;
        AllowAutoRedirect = false;

        // Ten more attempts, without backoff, for any connection that breaks: MaxErrorRetry is the one limit here.
        MaxStaleConnectionRetries = 0;
    }

    /// <summary>
    /// How long an ordinary call may wait for its response, or for the next bytes of it, before it is retried or fails
    /// with a <see cref="TimeoutException"/>. 100 seconds unless set.
    /// </summary>
    public TimeSpan ResponseTimeout { get; set; } = TimeSpan.FromSeconds(100);

    /// <summary>
    /// How long <c>InvokeBrowser</c> and <c>InvokeCodeInterpreter</c> may wait for the response, or for the next bytes
    /// of it, before they fail with a <see cref="ResponseLostException"/>, or in the middle of the events with a
    /// <see cref="TimeoutException"/>. One hour unless set; run longer work as a background task.
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
        var region = parameters?.AlternateEndpoint?.SystemName ?? EndpointRules.RegionOf(this);
        return EndpointProvider.ResolveEndpoint(EndpointRules.ParametersOf(this, region));
    }

    /// <summary>Settles region and endpoint before a client is made.</summary>
    /// <exception cref="AmazonClientException">The region is not valid.</exception>
    internal AgentCoreConfig Prepare()
    {
        // The region is read first: an endpoint from the environment or a profile resets it, and requests would be
        // signed for whatever region the host name seems to contain.
        var region = RegionEndpoint?.SystemName;
        if (region is not null)
        {
            RegionName.Check(region);
        }

        if (string.IsNullOrEmpty(ServiceURL))
        {
            return this;
        }

        if (string.IsNullOrEmpty(AuthenticationRegion))
        {
            AuthenticationRegion = region ?? FallbackRegionFactory.GetRegionEndpoint(false)?.SystemName;
        }

        // No proxy can reach this machine's loopback, and few environments say so in NO_PROXY.
        if (new Uri(ServiceURL).IsLoopback && GetWebProxy() is null)
        {
            SetWebProxy(new WebProxy());
        }

        return this;
    }
}
