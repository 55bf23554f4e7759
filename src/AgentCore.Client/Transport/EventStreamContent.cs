using Amazon.Runtime.Internal.Transform;

namespace AgentCore.Client.Transport;

/// <summary>Tells a stream of events from other answers.</summary>
internal static class EventStreamContent
{
    private const string MediaType = "application/vnd.amazon.eventstream";

    public static bool Is(IWebResponseData response)
        => response.ContentType?.StartsWith(MediaType, StringComparison.OrdinalIgnoreCase) == true;
}
