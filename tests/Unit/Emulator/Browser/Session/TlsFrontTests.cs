using System.Net;
using System.Net.Sockets;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using AgentCore.Emulator;
using Xunit;

namespace Tests.Emulator.Browser.Session;

/// <summary>
/// A session as clients see it that sign for AWS's host name and reach the emulator through a TLS front, which passes
/// their requests on as they are.
/// </summary>
public sealed partial class TlsFrontTests : IAsyncLifetime
{
    private const string Aws = "bedrock-agentcore.us-west-2.amazonaws.com";
    private EmulatorHost? _host;

    private EmulatorHost Host => _host!;

    private RequestSigner Signer => new(Host.AccessKey, Host.SecretKey);

    public async ValueTask InitializeAsync() => _host = await EmulatorHost.StartAsync(
        new() { PublicUrl = new($"https://{Aws}"), IsQuiet = true });

    public ValueTask DisposeAsync() => Host.DisposeAsync();

    [Fact]
    public async Task The_streams_are_at_the_public_address_and_can_be_used_there()
    {
        var started = await SendAsync(HttpMethod.Put, $"{BrowserSessions.Path}/start", "{}"u8.ToArray());
        var path = $"{Aws}/browser-streams/aws.browser.v1/sessions/{BrowserSessions.IdOf(started.Body)}";
        Assert.Equal($"wss://{path}/automation", BrowserSessions.AutomationAddress(started.Body));
        Assert.Equal($"https://{path}/live-view", BrowserSessions.LiveViewAddress(started.Body));

        await AutomateAsync(new(BrowserSessions.AutomationAddress(started.Body)));
        await ViewAsync(new(BrowserSessions.LiveViewAddress(started.Body)));
    }

    [Fact]
    public async Task A_caller_on_this_machine_gets_addresses_that_it_can_reach()
    {
        var started = await new EmulatorClient(Host).StartAsync();
        Assert.StartsWith(
            Host.Url.Replace("http", "ws", StringComparison.Ordinal),
            BrowserSessions.AutomationAddress(started),
            StringComparison.Ordinal);
        Assert.StartsWith(Host.Url, BrowserSessions.LiveViewAddress(started), StringComparison.Ordinal);
    }

    // As clients do that add the headers of the AWS SDK for Python, which has those of the upgrade, to their own.
    private async Task AutomateAsync(Uri stream)
    {
        var headers = Signer.Headers("GET", stream, []);
        var upgrade = $"Host: {stream.Authority}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: ";
        var request = $"GET {stream.AbsolutePath} HTTP/1.1\r\n{upgrade}dGhlIHNhbXBsZSBub25jZQ==\r\n"
            + $"{upgrade}AAAAAAAAAAAAAAAAAAAAAA==\r\n"
            + $"{string.Concat(headers.Select(pair => $"{pair.Key}: {pair.Value}\r\n"))}\r\n";
        using var connection = new TcpClient();
        await connection.ConnectAsync(
            IPAddress.Loopback, new Uri(Host.Url).Port, TestContext.Current.CancellationToken);
        await connection.Client.SendAsync(Encoding.ASCII.GetBytes(request), TestContext.Current.CancellationToken);
        using var reader = new StreamReader(connection.GetStream());
        Assert.Equal(
            "HTTP/1.1 101 Switching Protocols", await reader.ReadLineAsync(TestContext.Current.CancellationToken));
    }

    private async Task ViewAsync(Uri view)
    {
        var page = await SendAsync(HttpMethod.Get, Signer.Presign(view, 60).PathAndQuery);
        Assert.Equal(200, page.Status);
        Assert.Contains(
            $"connect-src ws://{Aws} wss://{Aws};", page.Headers["Content-Security-Policy"], StringComparison.Ordinal);
        using var socket = new ClientWebSocket();
        socket.Options.SetRequestHeader("Host", Aws);
        socket.Options.SetRequestHeader("Origin", $"https://{Aws}");
        socket.Options.AddSubProtocol("agentcore.live-view");
        socket.Options.AddSubProtocol(Token().Match((string)page.Body!).Groups[1].Value);
        await socket.ConnectAsync(
            new($"{Host.Url.Replace("http", "ws", StringComparison.Ordinal)}{view.AbsolutePath}/socket"),
            TestContext.Current.CancellationToken);
        var (type, first) = await Sockets.ReadAsync(socket);
        Assert.Equal(WebSocketMessageType.Text, type);
        Assert.Equal("token", (string?)JsonNode.Parse(first)!["type"]);
    }

    private async Task<Answer> SendAsync(HttpMethod method, string pathAndQuery, byte[]? body = null)
    {
        var request = new HttpRequestMessage(method, Host.Url + pathAndQuery);
        request.Headers.Host = Aws;
        if (body is not null)
        {
            request.Content = new ByteArrayContent(body);
            foreach (var (name, value) in Signer.Headers(method.Method, new($"https://{Aws}{pathAndQuery}"), body))
            {
                request.Headers.TryAddWithoutValidation(name, value);
            }
        }

        return await EmulatorClient.SendAsync(request);
    }

    [GeneratedRegex("data-token=\"([^\"]+)\"")]
    private static partial Regex Token();
}
