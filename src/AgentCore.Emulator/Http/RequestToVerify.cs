namespace AgentCore.Emulator.Http;

/// <summary>A request as it came over the wire: what its signature is checked against.</summary>
/// <param name="Method">HTTP method.</param>
/// <param name="RawPath">Path, not decoded.</param>
/// <param name="Query">The query.</param>
/// <param name="Headers">The headers.</param>
/// <param name="Body">The whole body; empty when there is none.</param>
internal sealed record RequestToVerify(
    string Method,
    string RawPath,
    RawQuery Query,
    IHeaderDictionary Headers,
    ReadOnlyMemory<byte> Body);
