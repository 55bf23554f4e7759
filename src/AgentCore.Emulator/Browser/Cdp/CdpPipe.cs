using System.Globalization;

namespace AgentCore.Emulator.Browser.Cdp;

/// <summary>
/// The DevTools pipe of one Chromium: JSON messages that end with a zero byte, both ways. Its end, for whatever reason,
/// is reported once, through <see cref="Closed"/>.
/// </summary>
internal sealed class CdpPipe : IAsyncDisposable
{
    /// <summary>The most that one message of the browser may have, in bytes, as for Playwright and Puppeteer.</summary>
    public const int MaxMessageBytes = 256 * 1024 * 1024;

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
    /// <param name="receiveTooLarge">
    /// Receives the beginning of each message that is too large, at least 512 bytes, and says what is wrong, as above.
    /// </param>
    /// <param name="maxMessageBytes">The most that one message of the browser may have, in bytes.</param>
    public CdpPipe(
        Stream toBrowser,
        Stream fromBrowser,
        Action<ReadOnlyMemory<byte>> receive,
        Action<ReadOnlyMemory<byte>, string> receiveTooLarge,
        int maxMessageBytes = MaxMessageBytes)
    {
        _toBrowser = toBrowser;
        _fromBrowser = fromBrowser;

        // A thread of its own: reading a pipe blocks, and dozens of browsers would starve the thread pool.
        var incoming = new Incoming(receive, receiveTooLarge, maxMessageBytes);
        new Thread(() => Read(incoming)) { IsBackground = true, Name = "CDP pipe" }.Start();
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

    private void Read(Incoming incoming)
    {
        try
        {
            while (_fromBrowser.Read(incoming.Free()) is > 0 and var count)
            {
                incoming.Add(count);
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

    /// <summary>
    /// The bytes that have come and are not yet a whole message. A page decides how large a result is: of a message
    /// that is too large only the beginning is kept, and the memory of a large one goes with it.
    /// </summary>
    private sealed class Incoming(
        Action<ReadOnlyMemory<byte>> receive, Action<ReadOnlyMemory<byte>, string> receiveTooLarge, int maxMessageBytes)
    {
        private const int UsualSize = 64 * 1024;
        private const int LargeSize = 1024 * 1024;
        private const int Beginning = 512;

        private byte[] _buffer = new byte[UsualSize];
        private int _filled;
        private long _dropped; // bytes of the message that comes in, after its beginning

        // Where the next bytes are read to; never empty.
        public Span<byte> Free()
        {
            if (_filled > maxMessageBytes || (_dropped > 0 && _filled == _buffer.Length))
            {
                _dropped += _filled - Beginning;
                Shrink(0, Beginning);
            }
            else if (_filled == _buffer.Length)
            {
                Array.Resize(ref _buffer, (int)Math.Min(_buffer.Length * 2L, maxMessageBytes + (long)UsualSize));
            }

            return _buffer.AsSpan(_filled);
        }

        public void Add(int count)
        {
            var (start, searchFrom) = (0, _filled);
            _filled += count;
            while (Array.IndexOf(_buffer, (byte)0, searchFrom, _filled - searchFrom) is >= 0 and var end)
            {
                var length = end - start + _dropped;
                if (length > maxMessageBytes)
                {
                    var beginning = _buffer.AsSpan(start, Math.Min(Beginning, end - start)).ToArray();
                    receiveTooLarge(beginning, TooLarge(length));
                    start = end + 1;
                }
                else if (length < LargeSize)
                {
                    receive(_buffer.AsSpan(start, end - start).ToArray());
                    start = end + 1;
                }
                else
                {
                    // Handed on without a copy.
                    var message = _buffer.AsMemory(start, end - start);
                    Shrink(end + 1, _filled - end - 1);
                    start = 0;
                    receive(message);
                }

                (searchFrom, _dropped) = (start, 0);
            }

            if (start > 0)
            {
                Array.Copy(_buffer, start, _buffer, 0, _filled - start);
                _filled -= start;
            }
        }

        private string TooLarge(long length) => string.Format(
            CultureInfo.InvariantCulture,
            "The browser's message has {0:N0} bytes; at most {1:N0} are possible. Ask for less at a time.",
            length,
            maxMessageBytes);

        private void Shrink(int from, int count)
        {
            var smaller = new byte[Math.Max(UsualSize, count * 2)];
            Array.Copy(_buffer, from, smaller, 0, count);
            (_buffer, _filled) = (smaller, count);
        }
    }
}
