using AgentCore.Client.Transport;
using Amazon.Runtime;
using Amazon.Runtime.Internal;

namespace AgentCore.Client;

/// <summary>The funnel: every request of either plane goes out, and every answer comes in, through here.</summary>
public abstract class AgentCoreClient : AmazonServiceClient
{
    private readonly RequestMarshaller _marshaller;
    private readonly ErrorTable _errors;

    private protected AgentCoreClient(AgentCoreConfig config, string serviceName, ErrorTable errors)
        : base(config.Prepare())
    {
        _marshaller = new RequestMarshaller(serviceName);
        _errors = errors;
    }

    private protected AgentCoreClient(
        AWSCredentials credentials, AgentCoreConfig config, string serviceName, ErrorTable errors)
        : base(credentials, config.Prepare())
    {
        _marshaller = new RequestMarshaller(serviceName);
        _errors = errors;
    }

    /// <summary>Sends a request and reads its answer.</summary>
    /// <typeparam name="TResponse">The response type of the operation.</typeparam>
    /// <param name="request">The request; its type carries the route.</param>
    /// <param name="cancellationToken">Ends the call early.</param>
    private protected Task<TResponse> SendAsync<TResponse>(
        AgentCoreRequest request, CancellationToken cancellationToken)
        where TResponse : AmazonWebServiceResponse, new()
    {
        ArgumentNullException.ThrowIfNull(request);
        var options = new InvokeOptions
        {
            RequestMarshaller = _marshaller,
            ResponseUnmarshaller = new ModelUnmarshaller<TResponse>(_errors, ((AgentCoreConfig)Config).InvokeTimeout),
        };
        return InvokeAsync<TResponse>(request, options, cancellationToken);
    }

    /// <inheritdoc/>
    protected override void CustomizeRuntimePipeline(RuntimePipeline pipeline)
    {
        pipeline.RemoveHandler<EndpointResolver>();
        pipeline.AddHandlerAfter<Marshaller>(new EndpointHandler());
        pipeline.AddHandlerAfter<Marshaller>(new AuthHandler());
        pipeline.AddHandlerAfter<Unmarshaller>(new ExchangeHandler());
        pipeline.ReplaceHandler<RetryHandler>(new RetryHandler(PolicyFor(Config)));
    }

    private static RetryPolicy PolicyFor(IClientConfig config)
        => config.RetryMode == RequestRetryMode.Adaptive ? new AdaptivePolicy(config) : new StandardPolicy(config);
}
