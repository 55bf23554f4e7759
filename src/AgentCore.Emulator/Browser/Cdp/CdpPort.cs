namespace AgentCore.Emulator.Browser.Cdp;

/// <summary>A way for the messages of one CDP client.</summary>
internal interface ICdpPort : IAsyncDisposable
{
    /// <summary>Completes with the reason when the browser is gone or the port is disposed.</summary>
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

    /// <summary>Made by <see cref="CdpHub.OpenAsync"/> only.</summary>
    /// <param name="hub">The browser.</param>
    /// <param name="rootSession">The client's own browser-level CDP session.</param>
    /// <param name="receive">Takes messages for the client, on the reading thread: it must be quick.</param>
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

    /// <summary>Takes messages for the client.</summary>
    internal Action<ReadOnlyMemory<byte>> Receive { get; }

    /// <summary>Sends a command of the client; one that cannot be read or passed on is answered with an error.</summary>
    public Task SendAsync(ReadOnlyMemory<byte> message) => _hub.SendAsync(this, message);

    /// <summary>Detaches the client from the browser and from all its targets.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_closed.TrySetResult("The client has disconnected."))
        {
            await _hub.DetachAsync(this);
        }
    }

    /// <summary>Tells the client that the browser is gone.</summary>
    internal void Close(string reason) => _closed.TrySetResult(reason);
}
