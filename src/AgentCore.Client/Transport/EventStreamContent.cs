using Amazon.Runtime.Internal.Transform;

namespace AgentCore.Client.Transport;

/// <summary>Tells a stream of events from other answers.</summary>
internal static class EventStreamContent
{
    public static bool Is(IWebResponseData response)
        => response.ContentType?.StartsWith("application/vnd.amazon.eventstream", StringComparison.OrdinalIgnoreCase) == true;
}
