using System.Collections.Concurrent;

namespace AgentCore.Pages;

/// <summary>Events of one kind, kept in order until somebody takes them.</summary>
internal sealed class EventFeed : IDisposable
{
    private readonly ConcurrentQueue<CdpEvent> _heard = new();
    private readonly SemaphoreSlim _count = new(0);
    private readonly CancellationToken _closing;
    private readonly IDisposable _listening;
    private Action _last = static () => { };

    /// <summary>Begins to listen.</summary>
    public EventFeed(CdpClient client, string? sessionId, string name)
    {
        _closing = client.Closing;
        _listening = client.Listen(from => from == sessionId, said =>
        {
            if (said.Method != name)
            {
                return;
            }

            _heard.Enqueue(said);
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
        _heard.TryDequeue(out var said);
        return said!;
    }

    /// <summary>Ends the listening.</summary>
    public void Dispose()
    {
        _listening.Dispose();
        _last();
    }
}
