using System.Net.WebSockets;
using System.Text.Json;
using System.Threading.Channels;
using AgentCore.Emulator.Browser.Cdp;
using AgentCore.Emulator.Browser.Features.Dialogs;
using AgentCore.Emulator.Browser.Session;
using AgentCore.Emulator.Http;

namespace AgentCore.Emulator.Browser.Features.LiveView;

/// <summary>
/// Serves the live view: a page, whose request is signed, and the WebSocket that the page opens with a one-time token,
/// since a browser cannot sign. Both work whether automation is enabled or not.
/// </summary>
internal sealed class LiveViewEndpoint(BrowserSessionService service)
{
    // The token is sent as a sub-protocol, the one part of a browser's WebSocket request that is neither logged nor
    // shown.
    private const string SubProtocol = "agentcore.live-view";

    /// <summary>Registers the routes.</summary>
    public void Register(OperationRegistry registry)
    {
        registry.Serve(new ExtraRoute(BrowserStream.LiveView, BrowserStream.LiveViewPath, ServePageAsync));
        registry.Serve(new ExtraRoute("live-view socket", BrowserStream.LiveViewPath + "/socket", ServeSocketAsync)
        {
            Access = RouteAccess.PageToken,
        });
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
        if (session is null || !session.Feature<LiveViewAdmission>().Redeem(token))
        {
            throw ServiceErrors.AccessDenied(
                "The live view's token is not valid, or was used before. Open the live view again.");
        }

        using var socket = await WebSockets.AcceptAsync(context.Http, SubProtocol);
        await new LiveViewSocket(socket, session).RunAsync();
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

    // The close code after which the page waits for its turn.
    private const WebSocketCloseStatus InUse = (WebSocketCloseStatus)4001;

    // A page that lost its connection reconnects with this token; a laptop may have slept meanwhile.
    private static readonly TimeSpan ReconnectTokenLifetime = TimeSpan.FromMinutes(10);

    // Chromium reports a new title neither by an event nor always by a frame; Page.enable would, but makes dialogs
    // wait.
    private static readonly TimeSpan RefreshInterval = TimeSpan.FromMilliseconds(250);
    private static readonly CdpEvent Refresh = new("refresh", null, default);
    private static readonly CdpEvent DialogChanged = new("dialog", null, default);

    private readonly Channel<CdpEvent> _events = Channel.CreateUnbounded<CdpEvent>();
    private readonly TaskCompletionSource _replaced = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly PageDialogs _dialogs = session.Feature<PageDialogs>();

    /// <summary>Serves the live view until either side ends it; when all are in use, it says so and closes.</summary>
    public async Task RunAsync()
    {
        var admission = session.Feature<LiveViewAdmission>();
        using var slot = await admission.Slots.TakeAsync();
        if (slot is null)
        {
            await SendAsync(
                new { type = "token", token = admission.Issue(ReconnectTokenLifetime) }, CancellationToken.None);
            await WebSockets.CloseAsync(
                socket,
                InUse,
                "Another live view of this session is open. Close it to use this one.",
                ReceiveEndAsync());
            return;
        }

        var token = admission.Issue(ReconnectTokenLifetime, () =>
        {
            slot.Dispose();
            _replaced.TrySetResult();
        });
        await SendAsync(new { type = "token", token, admitted = true }, CancellationToken.None);
        _dialogs.Changed += OnDialog;
        try
        {
            await ServeAsync();
        }
        finally
        {
            _dialogs.Changed -= OnDialog;
        }
    }

    private async Task ServeAsync()
    {
        await using var connection = await CdpConnection.OpenAsync(
            session.Hub, cdpEvent => _events.Writer.TryWrite(cdpEvent));
        _ = connection.Closed.ContinueWith(_ => _events.Writer.TryComplete(), TaskScheduler.Default);
        using var stopping = new CancellationTokenSource();
        var follower = new PageFollower(connection, session.Request.ViewPort!);
        var receiving = ReceiveAsync(new InputForwarder(connection, follower, _dialogs), stopping.Token);
        var showing = ShowAsync(connection, follower, stopping.Token);
        await Task.WhenAny(receiving, showing, _replaced.Task);
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
            else if (ReferenceEquals(cdpEvent, DialogChanged))
            {
                await SendDialogAsync(follower, cancellationToken);
            }
            else if (await (ReferenceEquals(cdpEvent, Refresh)
                ? follower.RefreshAsync()
                : follower.OnEventAsync(cdpEvent)))
            {
                await SendAsync(new { type = "page", title = follower.Title, url = follower.Url }, cancellationToken);
                await SendDialogAsync(follower, cancellationToken);
            }
        }
    }

    // Chromium draws no dialogs into the frames; the page of the live view does.
    private Task SendDialogAsync(PageFollower follower, CancellationToken cancellationToken)
    {
        var dialog = _dialogs.Find(follower.Target);
        return SendAsync(
            new { type = "dialog", kind = dialog?.Type, message = dialog?.Message, text = dialog?.DefaultText },
            cancellationToken);
    }

    private void OnDialog(string target) => _events.Writer.TryWrite(DialogChanged);

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

    private async Task ReceiveEndAsync()
    {
        while (await WebSockets.ReadMessageAsync(socket, CancellationToken.None) is not null)
        {
            // A viewer that was not admitted has nothing to say.
        }
    }

    private async Task SendAsync<T>(T message, CancellationToken cancellationToken) => await socket.SendAsync(
        JsonSerializer.SerializeToUtf8Bytes(message).AsMemory(),
        WebSocketMessageType.Text,
        endOfMessage: true,
        cancellationToken);
}
