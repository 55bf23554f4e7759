namespace AgentCore.Client.Transport;

/// <summary>One message of an event stream: its headers, as text whatever their type, and its payload.</summary>
internal sealed record EventFrame(IReadOnlyDictionary<string, string> Headers, byte[] Payload)
{
    /// <summary>The value of a header, or null.</summary>
    public string? Header(string name) => Headers.TryGetValue(name, out var value) ? value : null;
}
