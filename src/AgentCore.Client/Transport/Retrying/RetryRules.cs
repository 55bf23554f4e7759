using Amazon.Runtime;

namespace AgentCore.Client.Transport;

/// <summary>What differs from the SDK's rules of retrying, in either of its modes.</summary>
internal static class RetryRules
{
    /// <summary>Whether to send the request again; null leaves it to the SDK.</summary>
    public static bool? Decide(IExecutionContext context, Exception exception, bool isThrottling)
    {
        var once = RequestShape.Of(context.RequestContext.OriginalRequest.GetType()).SendOnce;
        return (once, exception) switch
        {
            (true, AnswerLostException) => false,
            // A page of a proxy or of another server will not be another one the next time.
            (_, AmazonUnmarshallingException) => false,
            (true, AmazonServiceException error) => isThrottling || (int)error.StatusCode == 429,
            // Of what must be sent once, only a connection that never came about ends like this.
            (_, TimeoutException) => true,
            _ => null,
        };
    }
}
