namespace AgentCore.Client.Runtime.Transport;

/// <summary>Cancels what it guards after a time without progress; each progress starts the time again.</summary>
internal sealed class IdleTimeout : IDisposable
{
    private readonly CancellationTokenSource _source;
    private readonly CancellationToken _caller;
    private readonly TimeSpan _limit;

    public IdleTimeout(TimeSpan limit, CancellationToken cancellationToken)
    {
        _limit = limit;
        _caller = cancellationToken;
        _source = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        _source.CancelAfter(limit);
    }

    public CancellationToken Token => _source.Token;

    /// <summary>Whether the time is up, as opposed to the caller having cancelled.</summary>
    public bool IsExceeded => _source.IsCancellationRequested && !_caller.IsCancellationRequested;

    public void Restart() => _source.CancelAfter(_limit);

    /// <summary>Lets any time go by until the next restart.</summary>
    public void Pause() => _source.CancelAfter(Timeout.InfiniteTimeSpan);

    /// <summary>Reads what comes next; 0 at the end.</summary>
    public async Task<int> ReadAsync(Stream stream, Memory<byte> buffer)
    {
        // A network stream of an old framework may ignore the token in the middle of a read; closing it does not.
        using (Token.Register(stream.Dispose))
        {
            return await stream.ReadAsync(buffer, Token).ConfigureAwait(false);
        }
    }

    public void Dispose() => _source.Dispose();
}
