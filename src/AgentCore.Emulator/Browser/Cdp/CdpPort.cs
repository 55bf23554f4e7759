namespace AgentCore.Emulator.Browser.Cdp;

/// <summary>Carries the messages of one CDP client.</summary>
internal interface ICdpPort : IAsyncDisposable
{
    /// <summary>Completes with the reason when the browser has ended or the port is disposed.</summary>
    Task<string> Closed { get; }

    /// <summary>Sends a command of the client.</summary>
    /// <param name="message">The command, as JSON.</param>
    Task SendAsync(ReadOnlyMemory<byte> message);
}

/// <summary>
/// One client's view of a browser: it sees the browser as its own, with its own numbering of commands and its own CDP
/// sessions, whoever else is connected.
/// </summary>
internal sealed class CdpPort : ICdpPort
{
    private readonly CdpHub _hub;
    private readonly TaskCompletionSource<string> _closed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Called by <see cref="CdpHub.OpenAsync"/> only.</summary>
    /// <param name="hub">The browser's hub.</param>
    /// <param name="rootSession">The client's own browser-level CDP session.</param>
    /// <param name="receive">Receives messages for the client on the reading thread: it must be quick.</param>
    internal CdpPort(CdpHub hub, string rootSession, Action<ReadOnlyMemory<byte>> receive)
    {
        _hub = hub;
        RootSession = rootSession;
        Receive = receive;
    }

    /// <inheritdoc/>
    public Task<string> Closed => _closed.Task;

    /// <summary>The client's own browser-level CDP session.</summary>
    internal string RootSession { get; }

    /// <summary>Receives messages for the client.</summary>
    internal Action<ReadOnlyMemory<byte>> Receive { get; }

    /// <summary>Sends a command of the client; a malformed one gets an error reply.</summary>
    public Task SendAsync(ReadOnlyMemory<byte> message) => _hub.SendAsync(this, message);

    /// <summary>Detaches the client from the browser and from all its targets.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_closed.TrySetResult("The client has disconnected."))
        {
            await _hub.DetachAsync(this);
        }
    }

    /// <summary>Closes the port because the browser has ended.</summary>
    internal void Close(string reason) => _closed.TrySetResult(reason);
}
