using AgentCore.Client.Runtime.Endpoints;
using AgentCore.Client.Runtime.Marshalling;
using AgentCore.Client.Runtime.Retry;
using AgentCore.Client.Runtime.Transport;
using Amazon.Runtime;
using Amazon.Runtime.Internal;

namespace AgentCore.Client.Runtime;

/// <summary>The base of the clients of both planes. Every request is sent, and every response is read, here.</summary>
public abstract class AgentCoreClient : AmazonServiceClient
{
    private readonly RequestBuilder.Marshaller _marshaller;
    private readonly ErrorTable _errors;

    private protected AgentCoreClient(AgentCoreConfig config, string serviceName, ErrorTable errors)
        : base(config.Prepare())
    {
        _marshaller = new RequestBuilder.Marshaller(serviceName);
        _errors = errors;
    }

    private protected AgentCoreClient(
        AWSCredentials credentials, AgentCoreConfig config, string serviceName, ErrorTable errors)
        : base(credentials, config.Prepare())
    {
        _marshaller = new RequestBuilder.Marshaller(serviceName);
        _errors = errors;
    }

    private AgentCoreConfig Settings => (AgentCoreConfig)Config;

    /// <summary>Sends a request and reads its response.</summary>
    /// <typeparam name="TResponse">The response type of the operation.</typeparam>
    /// <param name="request">The request.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    private protected Task<TResponse> SendAsync<TResponse>(
        AgentCoreRequest request, CancellationToken cancellationToken)
        where TResponse : AgentCoreResponse, new()
    {
        if (request is null)
        {
            throw new ArgumentNullException(nameof(request));
        }

        var options = new InvokeOptions
        {
            RequestMarshaller = _marshaller,
            ResponseUnmarshaller = new ResponseUnmarshaller<TResponse>(_errors, Settings.InvokeTimeout),
        };
        return InvokeAsync<TResponse>(request, options, cancellationToken);
    }

    /// <inheritdoc/>
    protected override void CustomizeRuntimePipeline(RuntimePipeline pipeline)
    {
        pipeline.RemoveHandler<EndpointResolver>();
        pipeline.AddHandlerAfter<Marshaller>(new EndpointHandler());
        pipeline.AddHandlerAfter<Marshaller>(new SignatureHandler());
        pipeline.AddHandlerAfter<Unmarshaller>(new ResponseBufferingHandler(
            operation => operation.SendOnce ? Settings.InvokeTimeout : Settings.ResponseTimeout));
        pipeline.ReplaceHandler<RetryHandler>(new RetryHandler(new PacedRetryPolicy(Config)));
    }
}
