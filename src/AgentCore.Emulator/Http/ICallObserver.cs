namespace AgentCore.Emulator.Http;

/// <summary>
/// Takes note of each call from its verified request to the end of its response, errors included, and may stand
/// between the handler and the connection.
/// </summary>
internal interface ICallObserver
{
    /// <summary>A call with a valid signature begins.</summary>
    /// <returns>
    /// Disposed when the whole response has been written to <see cref="OperationContext.Http"/>, before it counts as
    /// ended; it must not throw. Null for a call that is of no interest.
    /// </returns>
    IAsyncDisposable? Begin(OperationInput input, OperationContext context);
}
