using System.Net.WebSockets;
using AgentCore.Emulator.Core;
using Microsoft.AspNetCore.Http.Features;

namespace AgentCore.Emulator.Replay;

/// <summary>Records the messages of one automation stream, each as it comes.</summary>
/// <param name="file">The recording.</param>
/// <param name="call">The call that opens the stream.</param>
/// <param name="lastOperation">Number of the operation that began last; 0 for none.</param>
internal sealed class StreamRecording(CallFile file, ObservedCall call, Func<int> lastOperation)
{
    private int _isClosed;

    /// <summary>Whether the upgrade was accepted.</summary>
    public bool HasStarted { get; private set; }

    /// <summary>The upgrade was accepted.</summary>
    public void Start()
    {
        HasStarted = true;
        file.Append(line =>
        {
            line.WriteString("type", "stream");
            call.WriteRequest(line);
        });
    }

    /// <summary>A message of either side.</summary>
    /// <param name="type"><c>command</c> for one of the client, <c>message</c> for one of the browser.</param>
    /// <param name="message">The message, as JSON.</param>
    public void Add(string type, ReadOnlyMemory<byte> message) => file.Append(line =>
    {
        line.WriteString("type", type);
        line.WriteNumber("call", call.Number);
        line.WritePropertyName("json");
        SafeJson.Write(line, message.Span);
    });

    /// <summary>
    /// The emulator closes the stream. The last operation may be why, such as the stop of the session.
    /// </summary>
    public void Close(WebSocketCloseStatus status, string? reason)
    {
        if (Interlocked.Exchange(ref _isClosed, 1) == 0)
        {
            file.Append(line =>
            {
                line.WriteString("type", "close");
                line.WriteNumber("call", call.Number);
                line.WriteNumber("status", (int)status);
                line.WriteString("reason", reason ?? "");
                line.WriteNumber("after", lastOperation());
            });
        }
    }

    /// <summary>The client closes the stream, which needs no line: a replay waits for its client.</summary>
    public void Leave() => Interlocked.Exchange(ref _isClosed, 1);
}

/// <summary>An upgrade whose WebSocket is recorded.</summary>
/// <param name="inner">The upgrade.</param>
/// <param name="recording">Takes the messages.</param>
internal sealed class RecordedUpgrade(IHttpWebSocketFeature inner, StreamRecording recording) : IHttpWebSocketFeature
{
    /// <inheritdoc/>
    public bool IsWebSocketRequest => inner.IsWebSocketRequest;

    /// <inheritdoc/>
    public async Task<WebSocket> AcceptAsync(WebSocketAcceptContext context)
    {
        recording.Start(); // before the client can send
        return new RecordedWebSocket(await inner.AcceptAsync(context), recording);
    }

    private sealed class RecordedWebSocket(WebSocket inner, StreamRecording recording) : ForwardingWebSocket(inner)
    {
        private readonly MemoryStream _received = new();
        private readonly MemoryStream _sent = new();

        public override Task CloseAsync(
            WebSocketCloseStatus closeStatus, string? statusDescription, CancellationToken cancellationToken)
        {
            recording.Close(closeStatus, statusDescription);
            return base.CloseAsync(closeStatus, statusDescription, cancellationToken);
        }

        public override Task CloseOutputAsync(
            WebSocketCloseStatus closeStatus, string? statusDescription, CancellationToken cancellationToken)
        {
            recording.Close(closeStatus, statusDescription);
            return base.CloseOutputAsync(closeStatus, statusDescription, cancellationToken);
        }

        public override void Dispose()
        {
            base.Dispose();
            _received.Dispose();
            _sent.Dispose();
        }

        public override async ValueTask<ValueWebSocketReceiveResult> ReceiveAsync(
            Memory<byte> buffer, CancellationToken cancellationToken)
        {
            var part = await base.ReceiveAsync(buffer, cancellationToken);
            if (part.MessageType == WebSocketMessageType.Close)
            {
                recording.Leave();
            }
            else
            {
                Add("command", _received, buffer.Span[..part.Count], part.EndOfMessage);
            }

            return part;
        }

        public override ValueTask SendAsync(
            ReadOnlyMemory<byte> buffer,
            WebSocketMessageType messageType,
            bool endOfMessage,
            CancellationToken cancellationToken)
        {
            Add("message", _sent, buffer.Span, endOfMessage);
            return base.SendAsync(buffer, messageType, endOfMessage, cancellationToken);
        }

        private void Add(string type, MemoryStream message, ReadOnlySpan<byte> part, bool isEnd)
        {
            message.Write(part);
            if (isEnd)
            {
                recording.Add(type, message.GetBuffer().AsMemory(0, (int)message.Length));
                message.SetLength(0);
            }
        }
    }
}
