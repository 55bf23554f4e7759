using Amazon.Runtime;
using Amazon.Runtime.Internal;

namespace AgentCore.Client.Transport;

/// <summary>The SDK's standard mode, minus repeats of what must be sent once.</summary>
internal sealed class StandardPolicy(IClientConfig config) : StandardRetryPolicy(config)
{
    public override async Task<bool> RetryForExceptionAsync(IExecutionContext executionContext, Exception exception)
        => RetryRules.Decide(executionContext, exception, IsThrottlingError(exception))
            ?? await base.RetryForExceptionAsync(executionContext, exception).ConfigureAwait(false);
}
