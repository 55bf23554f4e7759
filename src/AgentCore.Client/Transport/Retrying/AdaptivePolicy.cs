using Amazon.Runtime;
using Amazon.Runtime.Internal;

namespace AgentCore.Client.Transport;

/// <summary>The SDK's adaptive mode, minus repeats of what must be sent once.</summary>
internal sealed class AdaptivePolicy(IClientConfig config) : AdaptiveRetryPolicy(config)
{
    public override async Task<bool> RetryForExceptionAsync(IExecutionContext executionContext, Exception exception)
        => RetryRules.Decide(executionContext, exception, IsThrottlingError(exception))
            ?? await base.RetryForExceptionAsync(executionContext, exception).ConfigureAwait(false);

    /// <summary>
    /// Waits for leave to send, for as long as the bucket needs to fill. The SDK gives up when others were faster fifteen
    /// times, which many calls side by side come to soon.
    /// </summary>
    public override async Task ObtainSendTokenAsync(IExecutionContext executionContext, Exception exception)
    {
        var request = executionContext.RequestContext;
        if (request.ClientConfig.FastFailRequests)
        {
            await base.ObtainSendTokenAsync(executionContext, exception).ConfigureAwait(false);
            return;
        }

        while (!await TokenBucket.TryAcquireTokenAsync(1, failFast: false, request.CancellationToken).ConfigureAwait(false))
        {
            // It has waited by itself; the next try waits again.
        }
    }
}
