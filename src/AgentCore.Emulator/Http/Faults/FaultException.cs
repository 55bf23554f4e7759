namespace AgentCore.Emulator.Http.Faults;

/// <summary>An error on demand; the pipeline and the event stream write it in the shape of the service.</summary>
/// <param name="status">HTTP status.</param>
/// <param name="code">Error code, one that the API lists for the operation.</param>
/// <param name="operation">The operation that it hits.</param>
internal sealed class FaultException(int status, string code, string operation)
    : Exception($"A fault on demand of the emulator: {operation} was to fail with {code}.")
{
    /// <summary>HTTP status.</summary>
    public int Status { get; } = status;

    /// <summary>Error code.</summary>
    public string Code { get; } = code;
}

/// <summary>Makes an event stream fail: with which error, after how many of its events.</summary>
/// <param name="Error">The error.</param>
/// <param name="After">
/// Number of events that are sent before it; a stream that has fewer ends with the error.
/// </param>
internal sealed record StreamFault(FaultException Error, long After);
