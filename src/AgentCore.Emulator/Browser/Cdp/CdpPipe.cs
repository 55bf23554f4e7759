namespace AgentCore.Emulator.Browser.Cdp;

/// <summary>
/// The DevTools pipe of one Chromium: JSON messages that end with a zero byte, both ways. Its end, for whatever reason,
/// is reported once, through <see cref="Closed"/>.
/// </summary>
internal sealed class CdpPipe : IAsyncDisposable
{
    private const string Ended = "has ended";
    private readonly Stream _toBrowser;
    private readonly Stream _fromBrowser;
    private readonly SemaphoreSlim _sendLock = new(1, 1);
    private readonly TaskCompletionSource<string> _closed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Starts to read.</summary>
    /// <param name="toBrowser">The stream that the browser reads.</param>
    /// <param name="fromBrowser">The stream that the browser writes.</param>
    /// <param name="receive">
    /// Receives each message on the reading thread: it must be quick. An exception that it throws closes the pipe.
    /// </param>
    public CdpPipe(Stream toBrowser, Stream fromBrowser, Action<ReadOnlyMemory<byte>> receive)
    {
        _toBrowser = toBrowser;
        _fromBrowser = fromBrowser;

        // A thread of its own: reading a pipe blocks, and dozens of browsers would starve the thread pool.
        new Thread(() => Read(receive)) { IsBackground = true, Name = "CDP pipe" }.Start();
    }

    /// <summary>
    /// Completes when the pipe has ended, with the state of the browser, such as "has ended"; never faults.
    /// </summary>
    public Task<string> Closed => _closed.Task;

    /// <summary>Sends one message; does nothing when the pipe has ended, which <see cref="Closed"/> reports.</summary>
    public async Task SendAsync(ReadOnlyMemory<byte> message)
    {
        var framed = new byte[message.Length + 1];
        message.CopyTo(framed);
        await _sendLock.WaitAsync();
        try
        {
            await _toBrowser.WriteAsync(framed);
            await _toBrowser.FlushAsync();
        }
        catch (Exception error) when (error is IOException or ObjectDisposedException)
        {
            _closed.TrySetResult(Ended);
        }
        finally
        {
            _sendLock.Release();
        }
    }

    /// <summary>Closes our end, upon which Chromium ends by itself.</summary>
    public async ValueTask DisposeAsync()
    {
        _closed.TrySetResult(Ended);
        try
        {
            await _toBrowser.DisposeAsync();
        }
        catch (IOException)
        {
            // The pipe had ended before.
        }
    }

    private void Read(Action<ReadOnlyMemory<byte>> receive)
    {
        var buffer = new byte[64 * 1024];
        var filled = 0;
        try
        {
            while (true)
            {
                if (filled == buffer.Length)
                {
                    Array.Resize(ref buffer, buffer.Length * 2);
                }

                var count = _fromBrowser.Read(buffer, filled, buffer.Length - filled);
                if (count == 0)
                {
                    break;
                }

                filled = ReceiveMessages(buffer, filled, filled + count, receive);
            }
        }
        catch (Exception error) when (error is IOException or ObjectDisposedException)
        {
            // The pipe has ended.
        }
        catch (Exception error)
        {
            // An exception that leaves this thread would end the emulator with all its sessions.
            _closed.TrySetResult($"sent an invalid message: {error.Message.TrimEnd('.')}");
        }

        _closed.TrySetResult(Ended);
    }

    private static int ReceiveMessages(byte[] buffer, int searchFrom, int filled, Action<ReadOnlyMemory<byte>> receive)
    {
        var start = 0;
        while (Array.IndexOf(buffer, (byte)0, searchFrom, filled - searchFrom) is >= 0 and var end)
        {
            receive(buffer.AsSpan(start, end - start).ToArray());
            start = searchFrom = end + 1;
        }

        Array.Copy(buffer, start, buffer, 0, filled - start);
        return filled - start;
    }
}
