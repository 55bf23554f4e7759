using Amazon.Runtime;
using Amazon.Runtime.Internal;

namespace AgentCore.Client.Transport;

/// <summary>The SDK's adaptive mode, minus repeats of what must be sent once.</summary>
internal sealed class AdaptivePolicy(IClientConfig config) : AdaptiveRetryPolicy(config)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    // The SDK repeats any request whose kept connection broke, beside all its other rules.
    public override bool IsStaleConnectionError(Exception exception)
        => exception is not AnswerLostException && base.IsStaleConnectionError(exception);

    public override async Task<bool> RetryForExceptionAsync(IExecutionContext executionContext, Exception exception)
        => RetryRules.Decide(executionContext, exception, IsThrottlingError(exception))
            ?? await base.RetryForExceptionAsync(executionContext, exception).ConfigureAwait(false);

    /// <summary>
    /// Waits for leave to send. Asked to wait by itself, the SDK's bucket (AWSSDK.Core 4.0.102) is not refilled, so
    /// that the first throttling makes every call fail with "insufficient capacity" instead of slowing it down. Asked not to
    /// wait it is, at half a token a second or more: the loop ends.
    /// </summary>
    public override async Task ObtainSendTokenAsync(IExecutionContext executionContext, Exception exception)
    {
        var request = executionContext.RequestContext;
        if (request.ClientConfig.FastFailRequests)
        {
            await base.ObtainSendTokenAsync(executionContext, exception).ConfigureAwait(false);
            return;
        }

        var stop = request.CancellationToken;
        while (!await TokenBucket.TryAcquireTokenAsync(1, failFast: true, stop).ConfigureAwait(false))
            await Task.Delay(Pause, stop).ConfigureAwait(false);
    }
}
