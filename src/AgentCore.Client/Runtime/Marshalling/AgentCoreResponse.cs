using System.Text.Json;
using Amazon.Runtime;
using Amazon.Runtime.Internal.Transform;

namespace AgentCore.Client.Runtime.Marshalling;

/// <summary>The base of the responses of both planes.</summary>
public abstract class AgentCoreResponse : AmazonWebServiceResponse, IJsonReadable
{
    private protected AgentCoreResponse()
    {
    }

    void IJsonReadable.ReadMember(string name, ref Utf8JsonReader json) => ReadMember(name, ref json);

    /// <summary>Reads a member of the body, or skips it when it is not known.</summary>
    internal virtual void ReadMember(string name, ref Utf8JsonReader json) => json.Skip();

    /// <summary>Reads the members that are in headers.</summary>
    internal virtual void ReadHeaders(IWebResponseData response)
    {
    }
}

/// <summary>A response whose body is a stream of events instead of a JSON document.</summary>
internal interface IEventStreamResponse
{
    /// <summary>Takes the body, of which nothing has been read.</summary>
    void Open(Stream body, string requestId, TimeSpan idleTimeout);
}
