using Amazon.Runtime;

namespace AgentCore.Client;

/// <summary>
/// The connection failed, or time ran out, after a request was sent that must not be sent twice
/// (<c>InvokeBrowser</c>, <c>InvokeCodeInterpreter</c>). The service may have executed it.
/// </summary>
public sealed class AnswerLostException : AmazonClientException
{
    internal AnswerLostException(string operation, Exception cause)
        : base(Describe(operation, cause), cause)
    {
    }

    /// <summary>Whether time ran out; otherwise the connection failed.</summary>
    public bool TimedOut => InnerException is TimeoutException;

    private static string Describe(string operation, Exception cause)
        => $"The answer was lost: {cause.Message} The service may have executed the {operation} "
            + "call, so it was not sent again.";
}
