using System.Net.WebSockets;
using System.Text;
using System.Text.Json.Nodes;
using System.Threading.Channels;
using AgentCore.Emulator.Browser.Features.Automation;
using Tests.Emulator.Browser.Cdp;
using Xunit;

namespace Tests.Emulator.Browser.Features.Automation;

/// <summary>What a client gets that reads too little, from a browser that the test itself plays.</summary>
public sealed class CdpRelayTests : IAsyncLifetime
{
    private const int QueueBytes = 1_600_000;
    private readonly PipedBrowser _browser = new();
    private readonly Gate _socket = new();
    private Task _relay = Task.CompletedTask;

    public async ValueTask InitializeAsync()
    {
        var relay = new CdpRelay(_socket, QueueBytes);
        _relay = relay.RunAsync(_browser.Hub, TestContext.Current.CancellationToken);
        _browser.Attach();
        await Task.Yield();
    }

    public async ValueTask DisposeAsync()
    {
        _socket.Open();
        await _browser.DisposeAsync();
        await _relay;
        _socket.Dispose();
    }

    [Fact]
    public async Task A_large_reply_that_does_not_fit_fails_its_command_and_the_connection_goes_on()
    {
        foreach (var id in new[] { 1, 2, 3 })
        {
            _socket.Command($$"""{"id":{{id}},"method":"A.get"}""");
        }

        foreach (var length in new[] { 1_500_000, 1_500_000, 10 })
        {
            var text = new string('a', length);
            _browser.Send($$$"""{"id":{{{_browser.ReadId()}}},"result":{"x":"{{{text}}}"},"sessionId":"root"}""");
        }

        // The hub takes the browser's messages in their order: what came before this reply waits for the client now.
        var opening = _browser.Hub.OpenAsync(static _ => { });
        _browser.Attach("other");
        await opening;
        _socket.Open();
        Assert.Equal(1_500_000, ((string?)(await NextAsync())["result"]!["x"])!.Length);
        var failed = await NextAsync();
        Assert.Equal(2, (int?)failed["id"]);
        Assert.Equal(-32000, (int?)failed["error"]!["code"]);
        Assert.Matches(
            @"^The browser's reply has 1,500,0\d\d bytes, and other messages wait for the client; 1,600,000 is the "
                + @"limit for all\. Ask for one large result at a time\.\z",
            (string?)failed["error"]!["message"]);
        Assert.Equal("aaaaaaaaaa", (string?)(await NextAsync())["result"]!["x"]);
        Assert.Equal(WebSocketState.Open, _socket.State);
    }

    [Fact]
    public async Task A_reply_that_is_larger_than_the_queue_is_sent_when_nothing_waits()
    {
        _socket.Command("""{"id":1,"method":"A.get"}""");
        var text = new string('a', 2_000_000);
        _browser.Send($$$"""{"id":{{{_browser.ReadId()}}},"result":{"x":"{{{text}}}"},"sessionId":"root"}""");
        _socket.Open();
        Assert.Equal(text, (string?)(await NextAsync())["result"]!["x"]);
    }

    [Fact]
    public async Task A_client_that_leaves_events_unread_is_disconnected()
    {
        var text = new string('a', 50_000);
        for (var sent = 0; sent < 40 && !_socket.Closed.IsCompleted; sent++)
        {
            _browser.Send($$$"""{"method":"A.b","params":{"x":"{{{text}}}"},"sessionId":"root"}""");
        }

        Assert.Equal(
            (WebSocketCloseStatus.PolicyViolation, "The client reads too slowly."),
            await _socket.Closed.WaitAsync(TestContext.Current.CancellationToken));
    }

    private async Task<JsonNode> NextAsync() =>
        JsonNode.Parse(await _socket.NextAsync(TestContext.Current.CancellationToken))!;

    // The WebSocket of a client that reads nothing until the gate is opened.
    private sealed class Gate : WebSocket
    {
        private readonly Channel<byte[]> _commands = Channel.CreateUnbounded<byte[]>();
        private readonly Channel<byte[]> _read = Channel.CreateUnbounded<byte[]>();
        private readonly TaskCompletionSource _open = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly TaskCompletionSource<(WebSocketCloseStatus Status, string? Reason)> _closed =
            new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task<(WebSocketCloseStatus Status, string? Reason)> Closed => _closed.Task;

        public override WebSocketCloseStatus? CloseStatus => null;

        public override string? CloseStatusDescription => null;

        public override WebSocketState State =>
            _closed.Task.IsCompleted ? WebSocketState.CloseSent : WebSocketState.Open;

        public override string? SubProtocol => null;

        public void Command(string message) => _commands.Writer.TryWrite(Encoding.UTF8.GetBytes(message));

        public void Open() => _open.TrySetResult();

        public ValueTask<byte[]> NextAsync(CancellationToken cancellationToken) =>
            _read.Reader.ReadAsync(cancellationToken);

        public override async Task<WebSocketReceiveResult> ReceiveAsync(
            ArraySegment<byte> buffer, CancellationToken cancellationToken)
        {
            if (!await _commands.Reader.WaitToReadAsync(cancellationToken))
            {
                return new(0, WebSocketMessageType.Close, true);
            }

            var message = await _commands.Reader.ReadAsync(cancellationToken);
            message.CopyTo(buffer.AsSpan());
            return new(message.Length, WebSocketMessageType.Text, true);
        }

        public override async Task SendAsync(
            ArraySegment<byte> buffer,
            WebSocketMessageType messageType,
            bool endOfMessage,
            CancellationToken cancellationToken)
        {
            await _open.Task.WaitAsync(cancellationToken);
            _read.Writer.TryWrite([.. buffer]);
        }

        public override Task CloseOutputAsync(
            WebSocketCloseStatus closeStatus, string? statusDescription, CancellationToken cancellationToken)
        {
            _closed.TrySetResult((closeStatus, statusDescription));
            _commands.Writer.TryComplete();
            return Task.CompletedTask;
        }

        public override Task CloseAsync(
            WebSocketCloseStatus closeStatus, string? statusDescription, CancellationToken cancellationToken) =>
            CloseOutputAsync(closeStatus, statusDescription, cancellationToken);

        public override void Abort() => _commands.Writer.TryComplete();

        public override void Dispose() => Abort();
    }
}
