using AgentCore.Client.Runtime.Marshalling;
using AgentCore.Client.Runtime.Transport;
using Amazon.Runtime;
using Amazon.Runtime.Internal;

namespace AgentCore.Client.Runtime.Retry;

/// <summary>The SDK's two modes of retrying, with what differs here.</summary>
internal static class RetryPolicies
{
    public static RetryPolicy For(IClientConfig config) =>
        config.RetryMode == RequestRetryMode.Adaptive ? new AdaptivePolicy(config) : new StandardPolicy(config);

    /// <summary>Whether to send the request again; null leaves it to the SDK.</summary>
    private static bool? Decide(IExecutionContext context, Exception exception, bool isThrottling)
    {
        var sendOnce = ((AgentCoreRequest)context.RequestContext.OriginalRequest).Operation.SendOnce;
        return (sendOnce, exception) switch
        {
            (true, ResponseLostException) => false,
            // The page of a proxy or of another server will be the same the next time.
            (_, AmazonUnmarshallingException) => false,
            (true, AmazonServiceException error) => isThrottling || (int)error.StatusCode == 429,
            // Of what must be sent once, only a connection that was never made ends like this.
            (_, TimeoutException) => true,
            _ => null,
        };
    }

    private sealed class StandardPolicy(IClientConfig config) : StandardRetryPolicy(config)
    {
        public override async Task<bool> RetryForExceptionAsync(
            IExecutionContext executionContext, Exception exception) =>
            Decide(executionContext, exception, IsThrottlingError(exception))
            ?? await base.RetryForExceptionAsync(executionContext, exception).ConfigureAwait(false);
    }

    private sealed class AdaptivePolicy(IClientConfig config) : AdaptiveRetryPolicy(config)
    {
        public override async Task<bool> RetryForExceptionAsync(
            IExecutionContext executionContext, Exception exception) =>
            Decide(executionContext, exception, IsThrottlingError(exception))
            ?? await base.RetryForExceptionAsync(executionContext, exception).ConfigureAwait(false);

        /// <summary>
        /// Waits for the bucket to fill, however long that takes. The SDK gives up when others were faster fifteen
        /// times, which many parallel calls reach soon.
        /// </summary>
        public override async Task ObtainSendTokenAsync(IExecutionContext executionContext, Exception exception)
        {
            var request = executionContext.RequestContext;
            if (request.ClientConfig.FastFailRequests)
            {
                await base.ObtainSendTokenAsync(executionContext, exception).ConfigureAwait(false);
                return;
            }

            while (!await TokenBucket.TryAcquireTokenAsync(1, failFast: false, request.CancellationToken)
                .ConfigureAwait(false))
            {
                // It has waited by itself; the next try waits again.
            }
        }
    }
}
