using Amazon.Runtime;

namespace AgentCore.Client.Runtime.Marshalling;

/// <summary>The base of the requests of both planes.</summary>
public abstract class AgentCoreRequest : AmazonWebServiceRequest
{
    private protected AgentCoreRequest()
    {
    }

    /// <summary>The operation that this is a request of.</summary>
    internal abstract Operation Operation { get; }

    /// <summary>Puts each member in its place: path, query, headers or body.</summary>
    internal abstract void Marshall(RequestBuilder request);

    /// <summary>
    /// The request to send: itself, or a copy with a new client token. The caller's object stays as it is: if the token
    /// were kept in it, sending the same object again would be taken for a retry of the first call.
    /// </summary>
    internal virtual AgentCoreRequest WithToken() => this;

    /// <summary>A copy whose members can be set without touching this request.</summary>
    internal AgentCoreRequest Copy() => (AgentCoreRequest)MemberwiseClone();
}

/// <summary>An operation of the API.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Method">The HTTP method.</param>
/// <param name="Path">The path with its labels in braces.</param>
/// <param name="SendOnce">Whether it must not be sent again once the service may have received it.</param>
internal sealed record Operation(string Name, string Method, string Path, bool SendOnce = false);
