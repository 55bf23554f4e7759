using System.Net.WebSockets;
using System.Text.Json;
using System.Threading.Channels;
using AgentCore.Emulator.Browser.Cdp;
using AgentCore.Emulator.Browser.Session;
using AgentCore.Emulator.Http;

namespace AgentCore.Emulator.Browser.Features.LiveView;

/// <summary>
/// Serves the live view: a page, whose request is signed, and the WebSocket that the page opens with a one-time token,
/// since a browser cannot sign. Both work whether automation is enabled or not.
/// </summary>
internal sealed class LiveViewEndpoint(BrowserSessionService service)
{
    private const string Path = "/browser-streams/{browserIdentifier}/sessions/{sessionId}/live-view";

    // The token is sent as a sub-protocol, the one part of a browser's WebSocket request that is neither logged nor
    // shown.
    private const string SubProtocol = "agentcore.live-view";

    /// <summary>Registers the routes.</summary>
    public void Register(OperationRegistry registry)
    {
        registry.Serve(new ExtraRoute("ConnectBrowserLiveViewStream", Path, ServePageAsync));
        registry.Serve(
            new ExtraRoute("live-view socket", Path + "/socket", ServeSocketAsync) { Access = RouteAccess.PageToken });
    }

    private Task ServePageAsync(OperationInput input, OperationContext context)
    {
        var session = service.GetReady(context.Region, input.Labels["browserIdentifier"], input.Labels["sessionId"]);
        return LiveViewPage.WriteAsync(context.Http, session);
    }

    private async Task ServeSocketAsync(OperationInput input, OperationContext context)
    {
        var session = service.Sessions.Find(input.Labels["sessionId"]);
        var token = context.Http.WebSockets.WebSocketRequestedProtocols is [SubProtocol, var second] ? second : "";
        if (session is null || !session.Feature<OneTimeTokens>().Redeem(token))
        {
            throw ServiceErrors.AccessDenied(
                "The live view's token is not valid, or was used before. Open the live view again.");
        }

        using var socket = await WebSockets.AcceptAsync(context.Http, SubProtocol);
        await new LiveViewSocket(socket, session).RunAsync();
    }
}

/// <summary>Forwards the mouse and keys of a viewer to the page that is shown. Invalid messages are ignored.</summary>
internal sealed class InputForwarder(CdpConnection connection, PageFollower follower)
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web);

    /// <summary>Forwards one message of the live view.</summary>
    public async Task ForwardAsync(ReadOnlyMemory<byte> message)
    {
        if (Read(message) is { } input
            && follower.Session is { } session
            && Translate(input) is var (method, parameters))
        {
            await follower.TryAsync(() => connection.SendAsync(method, parameters, session));
        }
    }

    private (string Method, object Parameters)? Translate(ViewInput input) => input.Type switch
    {
        "mouseMoved" or "mousePressed" or "mouseReleased" or "mouseWheel" => ("Input.dispatchMouseEvent", new
        {
            type = input.Type,
            x = Math.Clamp(input.X, 0, 1) * follower.Width,
            y = Math.Clamp(input.Y, 0, 1) * follower.Height,
            button = input.Button is "left" or "middle" or "right" or "back" or "forward" ? input.Button : "none",
            buttons = input.Buttons,
            clickCount = input.ClickCount,
            deltaX = input.DeltaX,
            deltaY = input.DeltaY,
            modifiers = input.Modifiers,
        }),
        "keyDown" or "keyUp" => ("Input.dispatchKeyEvent", new
        {
            type = input is { Type: "keyDown", Text: "" } ? "rawKeyDown" : input.Type,
            key = input.Key,
            code = input.Code,
            text = input.Text,
            windowsVirtualKeyCode = input.KeyCode,
            nativeVirtualKeyCode = input.KeyCode,
            location = input.Location,
            autoRepeat = input.Repeat,
            isKeypad = input.Location == 3,
            modifiers = input.Modifiers,
        }),
        "insertText" => ("Input.insertText", new { text = input.Text }),
        _ => null,
    };

    private static ViewInput? Read(ReadOnlyMemory<byte> message)
    {
        try
        {
            return JsonSerializer.Deserialize<ViewInput>(message.Span, Options);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    // A message of the live view. Coordinates are fractions of the frame, 0 to 1, whatever its size on the screen.
    private sealed record ViewInput
    {
        public string Type { get; init; } = "";

        public double X { get; init; }

        public double Y { get; init; }

        public string? Button { get; init; }

        public int Buttons { get; init; }

        public int ClickCount { get; init; }

        public double DeltaX { get; init; }

        public double DeltaY { get; init; }

        public int Modifiers { get; init; }

        public string Key { get; init; } = "";

        public string Code { get; init; } = "";

        public string Text { get; init; } = "";

        public int KeyCode { get; init; }

        public int Location { get; init; }

        public bool Repeat { get; init; }
    }
}

/// <summary>
/// One open live view: it sends frames as binary messages (JPEG) and the page's title and address as JSON, and receives
/// mouse and keys as JSON. A frame is acknowledged to Chromium when it has been sent, so that a slow connection gets
/// fewer frames, never a queue.
/// </summary>
internal sealed class LiveViewSocket(WebSocket socket, BrowserSession session)
{
    // The close code after which the page does not connect again.
    private const WebSocketCloseStatus SessionEnded = (WebSocketCloseStatus)4000;

    // A page that lost its connection reconnects with this token; a laptop may have slept meanwhile.
    private static readonly TimeSpan ReconnectTokenLifetime = TimeSpan.FromMinutes(10);

    // Chromium reports a new title neither by an event nor always by a frame; Page.enable would, but makes dialogs
    // wait.
    private static readonly TimeSpan RefreshInterval = TimeSpan.FromMilliseconds(250);
    private static readonly CdpEvent Refresh = new("refresh", null, default);

    private readonly Channel<CdpEvent> _events = Channel.CreateUnbounded<CdpEvent>();

    /// <summary>Serves the live view until either side ends it.</summary>
    public async Task RunAsync()
    {
        await using var connection = await CdpConnection.OpenAsync(
            session.Hub, cdpEvent => _events.Writer.TryWrite(cdpEvent));
        _ = connection.Closed.ContinueWith(_ => _events.Writer.TryComplete(), TaskScheduler.Default);
        using var stopping = new CancellationTokenSource();
        var follower = new PageFollower(connection, session.Request.ViewPort!);
        var token = session.Feature<OneTimeTokens>().Issue(ReconnectTokenLifetime);
        await SendAsync(new { type = "token", token }, stopping.Token);
        var receiving = ReceiveAsync(new InputForwarder(connection, follower), stopping.Token);
        var showing = ShowAsync(connection, follower, stopping.Token);
        await Task.WhenAny(receiving, showing);
        var (status, reason) = connection.Closed.IsCompleted
            ? (SessionEnded, await connection.Closed)
            : (WebSocketCloseStatus.NormalClosure, "");
        await WebSockets.CloseAsync(socket, status, reason, receiving);
        await stopping.CancelAsync();
        await Task.WhenAll(IgnoreEndAsync(receiving), IgnoreEndAsync(showing));
    }

    // Both tasks end when the viewer or the browser disconnects, or by cancellation.
    private static async Task IgnoreEndAsync(Task task)
    {
        try
        {
            await task;
        }
        catch (Exception error) when (error is OperationCanceledException or CdpException or WebSocketException)
        {
            // The close above has reported the end to the page.
        }
    }

    private async Task ShowAsync(CdpConnection connection, PageFollower follower, CancellationToken cancellationToken)
    {
        await follower.StartAsync();
        using var timer = new Timer(_ => RefreshIfIdle(), null, RefreshInterval, RefreshInterval);
        await foreach (var cdpEvent in _events.Reader.ReadAllAsync(cancellationToken))
        {
            if (cdpEvent.Method == "Page.screencastFrame" && cdpEvent.SessionId == follower.Session)
            {
                await ShowFrameAsync(connection, follower, cdpEvent, cancellationToken);
            }
            else if (await (ReferenceEquals(cdpEvent, Refresh)
                ? follower.RefreshAsync()
                : follower.OnEventAsync(cdpEvent)))
            {
                await SendAsync(new { type = "page", title = follower.Title, url = follower.Url }, cancellationToken);
            }
        }
    }

    private void RefreshIfIdle()
    {
        if (_events.Reader.Count == 0)
        {
            _events.Writer.TryWrite(Refresh);
        }
    }

    private async Task ShowFrameAsync(
        CdpConnection connection,
        PageFollower follower,
        CdpEvent frame,
        CancellationToken cancellationToken)
    {
        var metadata = frame.Params.GetProperty("metadata");
        follower.SetSize(
            metadata.GetProperty("deviceWidth").GetDouble(), metadata.GetProperty("deviceHeight").GetDouble());
        await socket.SendAsync(
            frame.Params.GetProperty("data").GetBytesFromBase64().AsMemory(),
            WebSocketMessageType.Binary,
            endOfMessage: true,
            cancellationToken);
        await follower.TryAsync(() => connection.SendAsync(
            "Page.screencastFrameAck",
            new { sessionId = frame.Params.GetProperty("sessionId").GetInt32() },
            frame.SessionId));
    }

    private async Task ReceiveAsync(InputForwarder input, CancellationToken cancellationToken)
    {
        while (await WebSockets.ReadMessageAsync(socket, cancellationToken) is { } message)
        {
            await input.ForwardAsync(message);
        }
    }

    private async Task SendAsync<T>(T message, CancellationToken cancellationToken) => await socket.SendAsync(
        JsonSerializer.SerializeToUtf8Bytes(message).AsMemory(),
        WebSocketMessageType.Text,
        endOfMessage: true,
        cancellationToken);
}
