namespace AgentCore.Client.Transport;

/// <summary>A response whose body is a stream of events instead of one JSON document.</summary>
internal interface IEventStreamResponse
{
    /// <summary>Takes the body; nothing of it has been read.</summary>
    void Open(Stream events, string requestId, TimeSpan longestSilence);
}
