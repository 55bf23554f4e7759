using System.Net;
using System.Net.Sockets;
using System.Net.WebSockets;
using System.Text;
using AgentCore.Emulator.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Xunit;

namespace Tests.Emulator.Http;

/// <summary>
/// Clients that send the headers of a WebSocket upgrade twice are served, and nothing else is read in another way.
/// </summary>
public sealed class UpgradeHeadersTests : IAsyncLifetime
{
    private const string Key = "dGhlIHNhbXBsZSBub25jZQ==";
    private const string Accept = "s3pPLMBiTxaQ9kYGzzhZRbK+xOo="; // of RFC 6455, for this key
    private const string Once = "GET /a HTTP/1.1\r\nHost: {0}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
        + "Sec-WebSocket-Key: " + Key + "\r\nSec-WebSocket-Version: 13\r\n";

    private const string Again = "host: {0}\r\nUPGRADE: WebSocket\r\nconnection:upgrade\r\n"
        + "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\nsec-websocket-version:  13 \r\n";

    private WebApplication? _app;

    private string Authority => new Uri(_app!.Urls.Single()).Authority;

    public async ValueTask InitializeAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(
            IPAddress.Loopback, 0, listener => listener.Use(UpgradeHeaders.RemoveRepeated)));
        _app = builder.Build();
        _app.UseWebSockets();
        _app.Run(async http =>
        {
            if (!http.WebSockets.IsWebSocketRequest)
            {
                using var body = new StreamReader(http.Request.Body);
                var text = $"{http.Request.Method} {http.Request.Headers["x-two"]} {await body.ReadToEndAsync()};";
                await http.Response.WriteAsync(text);
                return;
            }

            using var socket = await http.WebSockets.AcceptWebSocketAsync();
            var buffer = new byte[100];
            var received = await socket.ReceiveAsync(buffer, http.RequestAborted);
            await socket.SendAsync(
                buffer.AsMemory(0, received.Count), WebSocketMessageType.Text, true, http.RequestAborted);
        });
        await _app.StartAsync();
    }

    public ValueTask DisposeAsync() => _app!.DisposeAsync();

    [Fact]
    public async Task Repeated_headers_of_an_upgrade_are_accepted_wherever_the_bytes_are_split()
    {
        var request = Encoding.ASCII.GetBytes(Head(Once + Again));
        byte[] message = [0x81, 0x82, 0, 0, 0, 0, (byte)'h', (byte)'i']; // a masked text frame
        for (var split = 1; split < request.Length; split++)
        {
            var head = new UpgradeHead(48 * 1024);
            byte[] all = [.. head.Add(request.AsSpan(0, split)), .. head.Add([.. request[split..], .. message])];
            Assert.Equal(Head(Once), Encoding.ASCII.GetString(all[..^message.Length]));
            Assert.Equal(message, all[^message.Length..]);
        }

        foreach (var split in new[] { 1, 10, 40, request.Length - 1, request.Length })
        {
            var response = await ExchangeAsync(
                [request[..split], [.. request[split..], .. message]], until: "hi");
            Assert.StartsWith("HTTP/1.1 101 ", response, StringComparison.Ordinal);
            Assert.Contains($"Sec-WebSocket-Accept: {Accept}", response, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("Host: evil.example\r\n")]
    [InlineData("Host: {0}.\r\n")]
    [InlineData("Host : {0}\r\n")]
    [InlineData("Host: {0}\r\nContent-Length: 0\r\n")]
    [InlineData("Host: {0}\r\nTransfer-Encoding: chunked\r\n")]
    [InlineData("Host: {0}\r\n folded\r\n")]
    [InlineData("Host: {0}\n")]
    [InlineData("Host: {0}\r\nX: a\rb\r\n")]
    [InlineData("Host: {0}\r\nUpgrade: h2c\r\n")]
    [InlineData("Host: {0}\r\nSec-WebSocket-Version: 8\r\n")]
    public async Task What_could_be_read_in_two_ways_reaches_the_server_as_it_was_sent(string more)
    {
        var request = Head(Once + more);
        Assert.Equal(request, Filter(request));
        Assert.StartsWith(
            "HTTP/1.1 400 ",
            await ExchangeAsync([Encoding.ASCII.GetBytes(request)], until: "\r\n"),
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("GET /a HTTP/1.1\r\nHost: {0}\r\nHost: {0}\r\n")]
    [InlineData("GET /a HTTP/1.0\r\nHost: {0}\r\nHost: {0}\r\nUpgrade: websocket\r\n")]
    [InlineData("POST /a HTTP/1.1\r\nHost: {0}\r\nHost: {0}\r\nUpgrade: websocket\r\n")]
    [InlineData("\r\nGET /a HTTP/1.1\r\nHost: {0}\r\nHost: {0}\r\nUpgrade: websocket\r\n")]
    [InlineData("GET /a HTTP/1.1\r\nHost: {0}\r\nX: 1\r\nX: 1\r\nUpgrade: websocket\r\n")]
    public void Other_requests_and_other_headers_are_left_alone(string start) =>
        Assert.Equal(Head(start), Filter(Head(start)));

    [Fact]
    public void A_head_that_is_too_long_is_passed_on_as_it_is()
    {
        var request = Head(Once + Again + "X: " + new string('x', 1000) + "\r\n");
        Assert.Equal(request, Filter(request, longest: 1000));
        Assert.NotEqual(request, Filter(request, longest: 3000));
    }

    [Fact]
    public void The_first_line_is_passed_on_at_once_so_that_the_servers_timeout_runs()
    {
        var head = new UpgradeHead(1000);
        Assert.Equal("GET /a", Encoding.ASCII.GetString(head.Add("GET /a"u8)));
        Assert.Equal(" HTTP/1.1\r\n", Encoding.ASCII.GetString(head.Add(" HTTP/1.1\r\nHo"u8)));
        Assert.Empty(head.Add("st: x\r\n"u8));
        Assert.Equal("Host: x\r\n", Encoding.ASCII.GetString(head.Rest()));
    }

    [Fact]
    public async Task Pipelined_requests_and_bodies_are_served_one_after_the_other()
    {
        var get = Head("GET /a HTTP/1.1\r\nHost: {0}\r\nX-Two: 1\r\nX-Two: 2\r\n");
        var post = Head("POST /b HTTP/1.1\r\nHost: {0}\r\nContent-Length: 4\r\n") + "body";
        var last = Head("GET /c HTTP/1.1\r\nHost: {0}\r\nConnection: close\r\n");
        var response = await ExchangeAsync([Encoding.ASCII.GetBytes(get + post + last)], until: null);
        Assert.Equal(
            ["GET 1,2 ;", "POST  body;", "GET  ;"],
            response.Split("\r\n").Where(line => line.EndsWith(';')).ToArray());
    }

    [Fact]
    public async Task A_second_request_with_two_hosts_is_not_repaired()
    {
        var get = Head("GET /a HTTP/1.1\r\nHost: {0}\r\n");
        var response = await ExchangeAsync([Encoding.ASCII.GetBytes(get + Head(Once + Again))], until: null);
        Assert.StartsWith("HTTP/1.1 200 ", response, StringComparison.Ordinal);
        Assert.Contains("HTTP/1.1 400 ", response, StringComparison.Ordinal);
    }

    private string Head(string lines) => lines.Replace("{0}", Authority, StringComparison.Ordinal) + "\r\n";

    private static string Filter(string request, int longest = 48 * 1024)
    {
        var head = new UpgradeHead(longest);
        return Encoding.ASCII.GetString([.. head.Add(Encoding.ASCII.GetBytes(request)), .. head.Rest()]);
    }

    // What the server sends until the text comes, or until it closes the connection.
    private async Task<string> ExchangeAsync(byte[][] parts, string? until)
    {
        using var socket = new TcpClient { NoDelay = true };
        await socket.ConnectAsync(IPEndPoint.Parse(Authority), TestContext.Current.CancellationToken);
        await using var stream = socket.GetStream();
        foreach (var part in parts)
        {
            await stream.WriteAsync(part, TestContext.Current.CancellationToken);
            await stream.FlushAsync(TestContext.Current.CancellationToken);
        }

        var received = new StringBuilder();
        var buffer = new byte[4096];
        while (until is null || !received.ToString().Contains(until, StringComparison.Ordinal))
        {
            var count = await stream.ReadAsync(buffer, TestContext.Current.CancellationToken);
            if (count == 0)
            {
                break;
            }

            received.Append(Encoding.Latin1.GetString(buffer, 0, count));
        }

        return received.ToString();
    }
}
