using Amazon.Runtime;

namespace AgentCore.Client.Runtime.Transport;

/// <summary>
/// The connection failed, or the timeout was reached, after a request was sent that must not be sent twice
/// (<c>InvokeBrowser</c>, <c>InvokeCodeInterpreter</c>). The service may have executed it.
/// </summary>
public sealed class ResponseLostException : AmazonClientException
{
    internal ResponseLostException(string operation, Exception cause)
        : base(Describe(operation, cause), cause)
    {
    }

    /// <summary>Whether the timeout was reached; otherwise the connection failed.</summary>
    public bool TimedOut => InnerException is TimeoutException;

    private static string Describe(string operation, Exception cause) =>
        $"The response was lost: {cause.Message} The service may have executed the {operation} call, so it was not "
        + "sent again.";
}
