using System.Globalization;
using System.Net.WebSockets;
using System.Threading.Channels;
using AgentCore.Emulator.Browser.Cdp;
using AgentCore.Emulator.Browser.Session;
using AgentCore.Emulator.Generated;
using AgentCore.Emulator.Http;

namespace AgentCore.Emulator.Browser.Features.Automation;

/// <summary>
/// Serves the automation stream, a signed WebSocket that speaks CDP with the session's browser, and
/// UpdateBrowserStream, which enables and disables it.
/// </summary>
internal sealed class AutomationEndpoint(BrowserSessionService service)
{
    /// <summary>Registers the operation and the route.</summary>
    public void Register(OperationRegistry registry)
    {
        registry.Handle<UpdateBrowserStreamRequest, UpdateBrowserStreamResponse>("UpdateBrowserStream", UpdateAsync);
        registry.Serve(new ExtraRoute(BrowserStream.Automation, BrowserStream.AutomationPath, ServeAsync));
    }

    private Task<UpdateBrowserStreamResponse> UpdateAsync(UpdateBrowserStreamRequest request, OperationContext context)
    {
        var session = service.GetReady(context.Region, request.BrowserIdentifier!, request.SessionId!);
        if (request.StreamUpdate!.AutomationStreamUpdate!.StreamStatus is { } status)
        {
            session.Feature<AutomationGate>().Set(status);
            session.Touch();
        }

        return Task.FromResult(new UpdateBrowserStreamResponse(
            session.Seed.ResourceId, session.Seed.Id, session.StreamsAt(context.Address), session.LastUpdatedAt));
    }

    private async Task ServeAsync(OperationInput input, OperationContext context)
    {
        var session = service.GetReady(context.Region, input.Labels["browserIdentifier"], input.Labels["sessionId"]);
        using var admission = await session.Feature<AutomationGate>().AdmitAsync();
        using var socket = await WebSockets.AcceptAsync(context.Http);
        await new CdpRelay(socket).RunAsync(session.Hub, admission.Disabled);
    }
}

/// <summary>
/// Relays CDP between one WebSocket and a browser, until either side closes or automation is disabled. Then the
/// WebSocket closes with the reason, and the client's sessions in the browser are detached.
/// </summary>
/// <param name="socket">The WebSocket.</param>
/// <param name="maxQueueBytes">
/// The most that may wait for the client, in bytes: Chromium does not wait for one that reads slowly. A message that is
/// alone may be larger.
/// </param>
internal sealed class CdpRelay(WebSocket socket, long maxQueueBytes = CdpPipe.MaxMessageBytes)
{
    private const int LargestOf = 16; // a message is large when it has this part of the queue

    private readonly Channel<ReadOnlyMemory<byte>> _queue = Channel.CreateUnbounded<ReadOnlyMemory<byte>>();
    private readonly TaskCompletionSource _overflow = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long _queuedBytes;

    /// <summary>Relays messages until the end.</summary>
    /// <param name="hub">The hub of the session's browser.</param>
    /// <param name="cancellationToken">Cancelled when automation is disabled.</param>
    public async Task RunAsync(CdpHub hub, CancellationToken cancellationToken)
    {
        await using var port = await hub.OpenAsync(Enqueue);
        using var stopping = new CancellationTokenSource();
        var disabled = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var registration = cancellationToken.Register(disabled.SetResult);
        var receiving = ReceiveAsync(port, stopping.Token);
        var sending = SendAsync(stopping.Token);
        var first = await Task.WhenAny(receiving, sending, port.Closed, disabled.Task, _overflow.Task);
        var (status, reason) = first switch
        {
            _ when first == disabled.Task =>
                (WebSocketCloseStatus.PolicyViolation, "Automation of this session was disabled."),
            _ when first == port.Closed => (WebSocketCloseStatus.EndpointUnavailable, await port.Closed),
            _ when first == _overflow.Task => (WebSocketCloseStatus.PolicyViolation, "The client reads too slowly."),
            _ => (WebSocketCloseStatus.NormalClosure, ""),
        };

        // The queue ends first: the last messages of the browser are still sent, and none is sent after the close.
        _queue.Writer.TryComplete();
        if (first == port.Closed)
        {
            await Task.WhenAny(sending, Task.Delay(TimeSpan.FromSeconds(2), CancellationToken.None));
        }

        await WebSockets.CloseAsync(socket, status, reason, receiving);
        await stopping.CancelAsync();
        await Task.WhenAll(receiving, sending);
    }

    private void Enqueue(ReadOnlyMemory<byte> message)
    {
        if (TryEnqueue(message))
        {
            return;
        }

        // Whoever wants several large results at once need not be slow: one that does not fit is the error of its
        // command. A client that leaves all the small messages unread is slow.
        if (message.Length < maxQueueBytes / LargestOf
            || CdpEnvelope.Read(message.Span) is not { Id: { } id } envelope
            || !TryEnqueue(CdpError.Reply(id, envelope.SessionId, CdpError.ServerError, TooMuch(message.Length))))
        {
            _overflow.TrySetResult();
        }
    }

    private bool TryEnqueue(ReadOnlyMemory<byte> message)
    {
        var queued = Interlocked.Add(ref _queuedBytes, message.Length);
        if (queued > maxQueueBytes && queued > message.Length)
        {
            Interlocked.Add(ref _queuedBytes, -message.Length);
            return false;
        }

        return _queue.Writer.TryWrite(message);
    }

    private string TooMuch(int length) => string.Format(
        CultureInfo.InvariantCulture,
        "The browser's reply has {0:N0} bytes, and other messages wait for the client; {1:N0} is the limit for all. "
            + "Ask for one large result at a time.",
        length,
        maxQueueBytes);

    private async Task ReceiveAsync(CdpPort port, CancellationToken cancellationToken)
    {
        try
        {
            while (await WebSockets.ReadMessageAsync(socket, cancellationToken) is { } message)
            {
                await port.SendAsync(message);
            }
        }
        catch (OperationCanceledException)
        {
            // The relay has ended.
        }
    }

    private async Task SendAsync(CancellationToken cancellationToken)
    {
        try
        {
            await foreach (var message in _queue.Reader.ReadAllAsync(cancellationToken))
            {
                await socket.SendAsync(message, WebSocketMessageType.Text, endOfMessage: true, cancellationToken);
                Interlocked.Add(ref _queuedBytes, -message.Length);
            }
        }
        catch (Exception error) when (error is OperationCanceledException or WebSocketException)
        {
            // The relay has ended, or the client has disconnected.
        }
    }
}
