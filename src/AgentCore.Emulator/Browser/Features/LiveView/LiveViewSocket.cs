using System.Net.WebSockets;
using System.Text.Json;
using System.Threading.Channels;
using AgentCore.Emulator.Browser.Cdp;
using AgentCore.Emulator.Browser.Session;
using AgentCore.Emulator.Http;

namespace AgentCore.Emulator.Browser.Features.LiveView;

/// <summary>
/// One open view: pictures go out as binary messages (JPEG), news as JSON; mouse and keys come in as JSON. A picture is
/// acknowledged to Chromium when it has been sent, so that a slow line gets fewer of them, never a queue.
/// </summary>
internal sealed class LiveViewSocket(WebSocket socket, BrowserSession session)
{
    /// <summary>Close code that tells the page not to connect again.</summary>
    private const WebSocketCloseStatus SessionOver = (WebSocketCloseStatus)4000;

    // A page that lost its connection comes back with this token; a laptop may have slept meanwhile.
    private static readonly TimeSpan ReconnectLifetime = TimeSpan.FromMinutes(10);

    // Chromium tells of a new title neither by an event nor always by a picture; Page.enable would, but makes dialogs wait.
    private static readonly TimeSpan LookInterval = TimeSpan.FromMilliseconds(250);
    private static readonly CdpEvent Look = new("look", null, default);

    private readonly Channel<CdpEvent> _events = Channel.CreateUnbounded<CdpEvent>();

    /// <summary>Serves the view until either side ends it.</summary>
    public async Task RunAsync()
    {
        await using var connection = await CdpConnection.OpenAsync(session.Hub, happened => _events.Writer.TryWrite(happened));
        _ = connection.Closed.ContinueWith(_ => _events.Writer.TryComplete(), TaskScheduler.Default);
        using var over = new CancellationTokenSource();
        var follower = new PageFollower(connection, session.Request.ViewPort!);
        await SendAsync(new { type = "token", token = session.ViewTokens.Issue(ReconnectLifetime) }, over.Token);
        var receiving = ReceiveAsync(new InputForwarder(connection, follower), over.Token);
        var showing = ShowAsync(connection, follower, over.Token);
        await Task.WhenAny(receiving, showing);
        var (status, reason) = connection.Closed.IsCompleted
            ? (SessionOver, await connection.Closed)
            : (WebSocketCloseStatus.NormalClosure, "");
        await WebSockets.CloseAsync(socket, status, reason, receiving);
        await over.CancelAsync();
        await Task.WhenAll(QuietAsync(receiving), QuietAsync(showing));
    }

    // Both end by what they are made of: the page that goes, the browser that goes, or our own cancellation.
    private static async Task QuietAsync(Task task)
    {
        try
        {
            await task;
        }
        catch (Exception error) when (error is OperationCanceledException or CdpException or WebSocketException)
        {
            // Told to the page by the close above.
        }
    }

    private async Task ShowAsync(CdpConnection connection, PageFollower follower, CancellationToken cancellationToken)
    {
        await follower.StartAsync();
        using var timer = new Timer(_ => LookIfIdle(), null, LookInterval, LookInterval);
        await foreach (var happened in _events.Reader.ReadAllAsync(cancellationToken))
        {
            if (happened.Method == "Page.screencastFrame" && happened.SessionId == follower.Session)
            {
                await ShowFrameAsync(connection, follower, happened, cancellationToken);
            }
            else if (await (ReferenceEquals(happened, Look) ? follower.RefreshAsync() : follower.TakeAsync(happened)))
            {
                await SendAsync(new { type = "page", title = follower.Title, url = follower.Url }, cancellationToken);
            }
        }
    }

    private void LookIfIdle()
    {
        if (_events.Reader.Count == 0)
        {
            _events.Writer.TryWrite(Look);
        }
    }

    private async Task ShowFrameAsync(
        CdpConnection connection,
        PageFollower follower,
        CdpEvent frame,
        CancellationToken cancellationToken)
    {
        var metadata = frame.Params.GetProperty("metadata");
        follower.SetSize(metadata.GetProperty("deviceWidth").GetDouble(), metadata.GetProperty("deviceHeight").GetDouble());
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

    private async Task SendAsync<T>(T news, CancellationToken cancellationToken) => await socket.SendAsync(
        JsonSerializer.SerializeToUtf8Bytes(news).AsMemory(),
        WebSocketMessageType.Text,
        endOfMessage: true,
        cancellationToken);
}
