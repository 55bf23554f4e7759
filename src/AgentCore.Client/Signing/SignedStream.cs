namespace Amazon.BedrockAgentCore.Signing;

/// <summary>A WebSocket address and the headers to open it with.</summary>
/// <param name="Url">The <c>wss:</c> address (<c>ws:</c> for an endpoint without TLS).</param>
/// <param name="Headers">The signed headers, names in lower case, <c>host</c> among them. They are secrets.</param>
/// <param name="SignedAt">When they were signed (UTC). The service takes them for five minutes from then.</param>
public sealed record SignedStream(Uri Url, IReadOnlyDictionary<string, string> Headers, DateTime SignedAt)
{
    /// <summary>The address alone: headers do not belong into any log.</summary>
    public override string ToString() => Url.ToString();
}
