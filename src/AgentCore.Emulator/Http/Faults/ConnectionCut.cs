using System.Net.WebSockets;
using AgentCore.Emulator.Core;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http.Features;

namespace AgentCore.Emulator.Http.Faults;

/// <summary>
/// Cuts the connection of a request when a number of bytes of its response body, or of the messages of its WebSocket,
/// were sent. A body of exactly that length arrives whole, and so does the response of a call that fails.
/// </summary>
/// <param name="http">The request.</param>
/// <param name="bytes">How many bytes are sent; with 0, not even the head of the response is.</param>
internal sealed class ConnectionCut(HttpContext http, long bytes)
{
    private static readonly TimeSpan SendTimeout = TimeSpan.FromSeconds(5);
    private long _left = bytes;

    private bool HasStarted => http.Response.HasStarted;

    /// <summary>Serves the request.</summary>
    public async Task RunAsync(Func<Task> next)
    {
        var body = http.Features.GetRequiredFeature<IHttpResponseBodyFeature>();
        http.Features.Set(this);
        http.Features.Set<IHttpResponseBodyFeature>(new StreamResponseBodyFeature(new Body(body.Stream, this), body));
        try
        {
            await next();
            await CutIfDueAsync(); // a response may have no body
        }
        finally
        {
            http.Features.Set(body);
        }
    }

    /// <summary>The WebSocket of the request, whose messages count.</summary>
    /// <param name="accept">Accepts the upgrade.</param>
    public async Task<WebSocket> AcceptAsync(Func<Task<WebSocket>> accept)
    {
        await CutIfDueAsync();
        return new Socket(await accept(), this);
    }

    private async Task CutIfDueAsync()
    {
        if (_left > 0)
        {
            return;
        }

        if (HasStarted)
        {
            // An abort drops what has not been sent yet. At the end of its output the transport sends it, then closes.
            await http.Features.GetRequiredFeature<IConnectionTransportFeature>().Transport.Output.CompleteAsync();
            var closed = http.Features.GetRequiredFeature<IConnectionLifetimeFeature>().ConnectionClosed;
            await Task.WhenAny(
                Task.Delay(Timeout.Infinite, closed), Task.Delay(SendTimeout, CancellationToken.None));
        }

        // From here on it looks as if the caller had disconnected.
        http.Abort();
        await Task.Delay(Timeout.Infinite, http.RequestAborted);
    }

    private sealed class Body(Stream inner, ConnectionCut cut) : Stream
    {
        public override bool CanRead => false;

        public override bool CanSeek => false;

        public override bool CanWrite => true;

        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        public override async ValueTask WriteAsync(
            ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
        {
            var count = (int)Math.Min(buffer.Length, cut._left);
            if (count > 0)
            {
                await inner.WriteAsync(buffer[..count], cancellationToken);
                cut._left -= count;
            }

            if (cut._left == 0)
            {
                await FlushAsync(cancellationToken);
            }
        }

        public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
            WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

        public override async Task FlushAsync(CancellationToken cancellationToken)
        {
            if (cut._left > 0 || cut.HasStarted)
            {
                await inner.FlushAsync(cancellationToken);
            }

            await cut.CutIfDueAsync();
        }

        public override void Flush() => throw new NotSupportedException();

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }

    // A message that would exceed the number is not sent: half of one cannot be.
    private sealed class Socket(WebSocket inner, ConnectionCut cut) : ForwardingWebSocket(inner)
    {
        public override async ValueTask SendAsync(
            ReadOnlyMemory<byte> buffer,
            WebSocketMessageType messageType,
            bool endOfMessage,
            CancellationToken cancellationToken)
        {
            if (buffer.Length <= cut._left)
            {
                await base.SendAsync(buffer, messageType, endOfMessage, cancellationToken);
                cut._left -= buffer.Length;
            }
            else
            {
                cut._left = 0;
            }

            await cut.CutIfDueAsync();
        }
    }
}
