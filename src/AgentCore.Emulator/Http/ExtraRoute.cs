namespace AgentCore.Emulator.Http;

/// <summary>A GET route that is no operation: a WebSocket stream or a page.</summary>
/// <param name="Name">What logs call it.</param>
/// <param name="Path">Path template.</param>
/// <param name="Handler">Serves it.</param>
internal sealed record ExtraRoute(string Name, string Path, Func<OperationInput, OperationContext, Task> Handler)
{
    /// <summary>
    /// Whether the request must carry a SigV4 signature. Where it need not, the handler checks a token of its own, and the
    /// region of the context is empty.
    /// </summary>
    public bool Signed { get; init; } = true;
}
