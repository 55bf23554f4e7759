using System.Net.WebSockets;
using System.Threading.Channels;
using AgentCore.Emulator.Browser.Cdp;
using AgentCore.Emulator.Http;

namespace AgentCore.Emulator.Replay;

/// <summary>Speaks to one client of a replayed automation stream, until either side closes it.</summary>
/// <param name="socket">The client's WebSocket.</param>
/// <param name="script">The recorded automation of the session.</param>
/// <param name="report">Counts the commands.</param>
/// <param name="time">The clock.</param>
internal sealed class StreamReplay(
    WebSocket socket, SessionScript script, ReplayReport report, TimeProvider time) : IReplayClient
{
    private readonly Channel<byte[]> _messages = Channel.CreateUnbounded<byte[]>();
    private RecordedClose? _close;

    /// <inheritdoc/>
    public void Send(byte[] message) => _messages.Writer.TryWrite(message);

    /// <inheritdoc/>
    public void Close(RecordedClose close)
    {
        _close ??= close;
        _messages.Writer.TryComplete();
    }

    /// <summary>Replays the stream.</summary>
    /// <param name="calls">The calls, whose replay may let the stream go on.</param>
    /// <param name="cancellationToken">Cancelled when the emulator ends.</param>
    public async Task RunAsync(CallScript calls, CancellationToken cancellationToken)
    {
        using var stopping = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        script.Open(this);
        calls.Replayed += script.Advance;
        try
        {
            var receiving = ReceiveAsync(stopping.Token);
            var sending = SendAsync(stopping.Token);
            script.Advance();
            await Task.WhenAny(receiving, sending);
            await WebSockets.CloseAsync(
                socket, _close?.Status ?? WebSocketCloseStatus.NormalClosure, _close?.Reason ?? "", receiving);
            await stopping.CancelAsync();
            await Task.WhenAll(receiving, sending);
        }
        finally
        {
            calls.Replayed -= script.Advance;
        }
    }

    private async Task ReceiveAsync(CancellationToken cancellationToken)
    {
        try
        {
            while (await WebSockets.ReadMessageAsync(socket, cancellationToken) is { } message)
            {
                Receive(message);
                script.Advance();
                _ = AdvanceLaterAsync(cancellationToken);
            }
        }
        catch (OperationCanceledException)
        {
            // The stream has ended.
        }
    }

    private void Receive(ReadOnlyMemory<byte> message)
    {
        var request = RequestText.OfCommand(RequestText.WithoutSecrets(message.Span));
        if (CdpEnvelope.IdOf(message.Span) is not { } id)
        {
            Send("""{"error":{"code":-32700,"message":"The message is not a valid command."}}"""u8.ToArray());
        }
        else if (script.Receive(this, id, request))
        {
            report.Found();
        }
        else
        {
            report.Missing($"The command {request.Name} is not in the recording: {string.Join(", ", request.Lines)}");
        }
    }

    private async Task AdvanceLaterAsync(CancellationToken cancellationToken)
    {
        try
        {
            await Task.Delay(SessionScript.Grace, time, cancellationToken);
            script.Advance();
        }
        catch (OperationCanceledException)
        {
            // The stream has ended.
        }
    }

    private async Task SendAsync(CancellationToken cancellationToken)
    {
        try
        {
            await foreach (var message in _messages.Reader.ReadAllAsync(cancellationToken))
            {
                await socket.SendAsync(message, WebSocketMessageType.Text, endOfMessage: true, cancellationToken);
            }
        }
        catch (Exception error) when (error is OperationCanceledException or WebSocketException)
        {
            // The stream has ended, or the client has disconnected.
        }
    }
}
