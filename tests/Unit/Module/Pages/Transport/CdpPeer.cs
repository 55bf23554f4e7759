using System.Net;
using System.Net.Sockets;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json.Nodes;
using AgentCore.Pages.Engine;
using AgentCore.Pages.Transport;
using Xunit;

namespace Tests.Module.Pages.Transport;

/// <summary>The browser's side of a real WebSocket over loopback, with a client at the other end.</summary>
internal sealed class CdpPeer : IAsyncDisposable
{
    /// <summary>The most that a message to the client may have, in bytes.</summary>
    public const int MaxMessageBytes = 4_000_000;

    private readonly WebSocket _socket;

    private CdpPeer(WebSocket mine, WebSocket theirs)
    {
        _socket = mine;
        Transport = new CdpTransport(theirs, MaxMessageBytes);
        Browser = new SessionBrowser(Transport, new SessionMemory(), []);
    }

    public CdpTransport Transport { get; }

    /// <summary>A browser on the transport, which PuppeteerSharp is not connected to.</summary>
    public SessionBrowser Browser { get; }

    public static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static async Task<CdpPeer> StartAsync()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var outgoing = new TcpClient();
        var accepting = listener.AcceptTcpClientAsync();
        await outgoing.ConnectAsync((IPEndPoint)listener.LocalEndpoint);
        var incoming = await accepting;
        return new CdpPeer(
            WebSocket.CreateFromStream(incoming.GetStream(), true, null, Timeout.InfiniteTimeSpan),
            WebSocket.CreateFromStream(outgoing.GetStream(), false, null, Timeout.InfiniteTimeSpan));
    }

    public async Task<JsonNode> ReceiveAsync()
    {
        var buffer = new byte[64 * 1024];
        var got = await _socket.ReceiveAsync(buffer, Cancellation);
        return JsonNode.Parse(buffer.AsSpan(0, got.Count))!;
    }

    public async Task SendAsync(string message, int pieces = 1)
    {
        var bytes = Encoding.UTF8.GetBytes(message);
        var parts = bytes.Chunk((bytes.Length + pieces - 1) / pieces).ToArray();
        for (var i = 0; i < parts.Length; i++)
        {
            await _socket.SendAsync(parts[i], WebSocketMessageType.Text, i == parts.Length - 1, Cancellation);
        }
    }

    public Task CloseAsync(string reason) =>
        _socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, reason, Cancellation);

    /// <summary>Reads until the client closes, and closes too.</summary>
    public async Task ReadToCloseAsync()
    {
        var buffer = new byte[64 * 1024];
        while ((await _socket.ReceiveAsync(buffer, Cancellation)).MessageType != WebSocketMessageType.Close)
        {
            // Only the end matters.
        }

        await CloseAsync("");
    }

    public ValueTask DisposeAsync()
    {
        Transport.Dispose();
        _socket.Dispose();
        return ValueTask.CompletedTask;
    }
}
