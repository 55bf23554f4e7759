using System.Collections.Concurrent;

namespace AgentCore.Pages.Transport;

/// <summary>Events of one name, kept in order until somebody takes them.</summary>
internal sealed class EventFeed : IDisposable
{
    private readonly ConcurrentQueue<CdpEvent> _received = new();
    private readonly SemaphoreSlim _count = new(0);
    private readonly CancellationToken _closing;
    private readonly IDisposable _listening;
    private Action _last = static () => { };

    /// <summary>Begins to listen.</summary>
    public EventFeed(CdpTransport transport, string? sessionId, string name)
    {
        _closing = transport.Closing;
        _listening = transport.Listen((session, method) => session == sessionId && method == name, raised =>
        {
            _received.Enqueue(raised);
            _count.Release();
        });
    }

    /// <summary>What to do when nobody listens any more.</summary>
    public void WhenDisposed(Action last) => _last = last;

    /// <summary>The next event; waits for it.</summary>
    /// <exception cref="OperationCanceledException">Cancelled, or the connection was closed.</exception>
    public async Task<CdpEvent> NextAsync(CancellationToken cancellationToken)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _closing);
        await _count.WaitAsync(either.Token);
        _received.TryDequeue(out var raised);
        return raised!;
    }

    /// <summary>Ends the listening.</summary>
    public void Dispose()
    {
        _listening.Dispose();
        _last();
    }
}
