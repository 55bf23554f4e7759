using Amazon.Runtime;

namespace AgentCore.Client.Transport;

/// <summary>What the requests of both planes have in common.</summary>
public abstract class AgentCoreRequest : AmazonWebServiceRequest
{
    private protected AgentCoreRequest()
    {
    }

    /// <summary>
    /// The request to send: itself, or a copy with a new token. The caller's object stays as it is: were the token
    /// kept in it, sending the same object a second time would be taken for a repeat of the first call.
    /// </summary>
    internal AgentCoreRequest WithToken()
    {
        if (RequestShape.Of(GetType()).Token is not { } token || token.GetValue(this) is not null)
            return this;

        var copy = Copy();
        token.SetValue(copy, Guid.NewGuid().ToString());
        return copy;
    }

    /// <summary>A copy whose members can be set without touching this request.</summary>
    internal AgentCoreRequest Copy() => (AgentCoreRequest)MemberwiseClone();
}
