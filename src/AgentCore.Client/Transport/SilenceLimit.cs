namespace AgentCore.Client.Transport;

/// <summary>Cancels what it guards after a time without progress; each sign of life starts the time anew.</summary>
internal sealed class SilenceLimit : IDisposable
{
    private readonly CancellationTokenSource _source;
    private readonly CancellationToken _caller;
    private readonly TimeSpan _limit;

    public SilenceLimit(TimeSpan limit, CancellationToken caller)
    {
        _limit = limit;
        _caller = caller;
        _source = CancellationTokenSource.CreateLinkedTokenSource(caller);
        _source.CancelAfter(limit);
    }

    public CancellationToken Token => _source.Token;

    /// <summary>Whether the time is up, as opposed to the caller having given up.</summary>
    public bool IsExceeded => _source.IsCancellationRequested && !_caller.IsCancellationRequested;

    public void Restart() => _source.CancelAfter(_limit);

    public void Dispose() => _source.Dispose();
}
