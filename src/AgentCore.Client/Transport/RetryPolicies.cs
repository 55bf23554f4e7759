using Amazon.Runtime;
using Amazon.Runtime.Internal;

namespace AgentCore.Client.Transport;

/// <summary>What differs from the SDK's rules of retrying.</summary>
internal static class RetryRules
{
    /// <summary>Whether to send the request again; null leaves it to the SDK.</summary>
    public static bool? Decide(IExecutionContext context, Exception exception, bool isThrottling)
    {
        var once = RequestShape.Of(context.RequestContext.OriginalRequest.GetType()).SendOnce;
        return (once, exception) switch
        {
            (true, AnswerLostException) => false,
            (true, AmazonServiceException error) => isThrottling || (int)error.StatusCode == 429,
            // Of what must be sent once, only a connection that never came about ends like this.
            (_, TimeoutException) => true,
            _ => null,
        };
    }
}

/// <summary>The SDK's standard mode, minus repeats of what must be sent once.</summary>
internal sealed class StandardPolicy(IClientConfig config) : StandardRetryPolicy(config)
{
    public override bool IsStaleConnectionError(Exception exception)
        => exception is not AnswerLostException && base.IsStaleConnectionError(exception);

    public override async Task<bool> RetryForExceptionAsync(IExecutionContext executionContext, Exception exception)
        => RetryRules.Decide(executionContext, exception, IsThrottlingError(exception))
            ?? await base.RetryForExceptionAsync(executionContext, exception).ConfigureAwait(false);
}

/// <summary>The SDK's adaptive mode, minus repeats of what must be sent once.</summary>
internal sealed class AdaptivePolicy(IClientConfig config) : AdaptiveRetryPolicy(config)
{
    public override bool IsStaleConnectionError(Exception exception)
        => exception is not AnswerLostException && base.IsStaleConnectionError(exception);

    public override async Task<bool> RetryForExceptionAsync(IExecutionContext executionContext, Exception exception)
        => RetryRules.Decide(executionContext, exception, IsThrottlingError(exception))
            ?? await base.RetryForExceptionAsync(executionContext, exception).ConfigureAwait(false);
}
