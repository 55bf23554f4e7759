namespace AgentCore.Emulator.Http;

/// <summary>The parts of a verified request that a request record is bound from.</summary>
/// <param name="Labels">Decoded path labels.</param>
/// <param name="Query">The query.</param>
/// <param name="Headers">The headers.</param>
/// <param name="Body">The whole body; empty when there is none.</param>
internal sealed record OperationInput(
    IReadOnlyDictionary<string, string> Labels,
    RawQuery Query,
    IHeaderDictionary Headers,
    ReadOnlyMemory<byte> Body);
