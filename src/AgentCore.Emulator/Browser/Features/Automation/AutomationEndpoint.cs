using System.Net.WebSockets;
using System.Threading.Channels;
using AgentCore.Emulator.Browser.Cdp;
using AgentCore.Emulator.Browser.Session;
using AgentCore.Emulator.Http;

namespace AgentCore.Emulator.Browser.Features.Automation;

/// <summary>The automation stream: a signed WebSocket that speaks CDP with the session's browser.</summary>
internal sealed class AutomationEndpoint(BrowserSessionService service)
{
    /// <summary>Adds the route.</summary>
    public void Register(OperationRegistry registry) => registry.Serve(new ExtraRoute(
        "automation",
        "/browser-streams/{browserIdentifier}/sessions/{sessionId}/automation",
        ServeAsync));

    private async Task ServeAsync(OperationInput input, OperationContext context)
    {
        var session = service.GetReady(context.Region, input.Labels["browserIdentifier"], input.Labels["sessionId"]);
        var cut = session.Automation.Enter();
        using var socket = await WebSockets.AcceptAsync(context.Http);
        await new CdpRelay(socket).RunAsync(session.Hub, cut);
    }
}

/// <summary>
/// Carries CDP between one WebSocket and a browser, until either side closes or automation is cut off; then the client
/// hears why, and what it had in the browser is freed.
/// </summary>
internal sealed class CdpRelay(WebSocket socket)
{
    // Chromium does not wait for a client that reads slowly, so somebody must draw a line.
    private const long LongestQueue = 256L * 1024 * 1024;

    private readonly Channel<ReadOnlyMemory<byte>> _queue = Channel.CreateUnbounded<ReadOnlyMemory<byte>>();
    private readonly TaskCompletionSource _overflow = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long _queued;

    /// <summary>Carries messages until the end.</summary>
    /// <param name="hub">The browser.</param>
    /// <param name="cancellationToken">Cancelled when automation is cut off.</param>
    public async Task RunAsync(CdpHub hub, CancellationToken cancellationToken)
    {
        await using var port = await hub.OpenAsync(Enqueue);
        using var over = new CancellationTokenSource();
        var cutOff = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var registration = cancellationToken.Register(cutOff.SetResult);
        var receiving = ReceiveAsync(port, over.Token);
        var sending = SendAsync(over.Token);
        var first = await Task.WhenAny(receiving, sending, port.Closed, cutOff.Task, _overflow.Task);
        var (status, reason) = first switch
        {
            _ when first == cutOff.Task => (WebSocketCloseStatus.PolicyViolation, "Automation of this session was disabled."),
            _ when first == port.Closed => (WebSocketCloseStatus.EndpointUnavailable, await port.Closed),
            _ when first == _overflow.Task => (WebSocketCloseStatus.PolicyViolation, "The client reads too slowly."),
            _ => (WebSocketCloseStatus.NormalClosure, ""),
        };

        // The queue ends first: what the browser said before its end still goes out, and nothing is sent beside the close.
        _queue.Writer.TryComplete();
        if (first == port.Closed)
        {
            await Task.WhenAny(sending, Task.Delay(TimeSpan.FromSeconds(2), CancellationToken.None));
        }

        await WebSockets.CloseAsync(socket, status, reason, receiving);
        await over.CancelAsync();
        await Task.WhenAll(receiving, sending);
    }

    private void Enqueue(ReadOnlyMemory<byte> message)
    {
        if (Interlocked.Add(ref _queued, message.Length) > LongestQueue)
        {
            _overflow.TrySetResult();
        }
        else
        {
            _queue.Writer.TryWrite(message);
        }
    }

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
            // The relay is over.
        }
    }

    private async Task SendAsync(CancellationToken cancellationToken)
    {
        try
        {
            await foreach (var message in _queue.Reader.ReadAllAsync(cancellationToken))
            {
                await socket.SendAsync(message, WebSocketMessageType.Text, endOfMessage: true, cancellationToken);
                Interlocked.Add(ref _queued, -message.Length);
            }
        }
        catch (Exception error) when (error is OperationCanceledException or WebSocketException)
        {
            // The relay is over, or the client has gone.
        }
    }
}
