using System.Net;
using System.Net.Sockets;
using System.Net.WebSockets;
using System.Text;
using AgentCore.Emulator.Core;
using AgentCore.Emulator.Core.Network;
using Microsoft.Extensions.Logging.Abstractions;
using Tests.Emulator.Browser.Features.Proxies;
using Xunit;

namespace Tests.Emulator.Core.Network;

/// <summary>The proxy of a session: what it forwards, what it refuses, and what it leaves behind.</summary>
public sealed class SessionNetworkTests : IAsyncLifetime
{
    private readonly OwnAddress _own = new() { Port = 1 };
    private LoopbackSite? _site;

    private LoopbackSite Site => _site!;

    public async ValueTask InitializeAsync() => _site = await LoopbackSite.StartAsync();

    public ValueTask DisposeAsync() => _site!.DisposeAsync();

    [Fact]
    public async Task Http_https_and_web_sockets_reach_a_site_of_the_user()
    {
        await using var network = Open();
        using var client = Client(network);
        var cancellationToken = TestContext.Current.CancellationToken;

        Assert.Equal("site", await client.GetStringAsync($"http://127.0.0.1:{Site.Port}/", cancellationToken));
        Assert.Equal("site", await client.GetStringAsync($"http://shop.localhost:{Site.Port}/", cancellationToken));
        Assert.Equal("site", await client.GetStringAsync($"https://localhost:{Site.SecurePort}/", cancellationToken));
        using var socket = new ClientWebSocket();
        socket.Options.Proxy = new WebProxy(network.Address);
        await socket.ConnectAsync(new($"ws://127.0.0.1:{Site.Port}/"), cancellationToken);
        await socket.SendAsync("hello"u8.ToArray(), WebSocketMessageType.Text, true, cancellationToken);
        var buffer = new byte[100];
        var received = await socket.ReceiveAsync(buffer, cancellationToken);
        Assert.Equal("hello", Encoding.UTF8.GetString(buffer, 0, received.Count));
    }

    [Fact]
    public async Task A_body_arrives_whole_with_a_length_and_in_chunks()
    {
        await using var network = Open();
        using var client = Client(network);
        var content = new byte[3_000_001];
        foreach (var isChunked in new[] { false, true })
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, $"http://127.0.0.1:{Site.Port}/");
            request.Content = new StreamContent(new MemoryStream(content));
            request.Headers.TransferEncodingChunked = isChunked;
            request.Headers.ExpectContinue = true;
            using var response = await client.SendAsync(request, TestContext.Current.CancellationToken);
            Assert.Equal(
                $"3000001 bytes to 127.0.0.1:{Site.Port}",
                await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        }
    }

    [Theory]
    [InlineData("GET / HTTP/1.1\r\n\r\n", "400 Bad Request: This server is a proxy")]
    [InlineData("GET https://example.com/ HTTP/1.1\r\n\r\n", "400 Bad Request: This server is a proxy")]
    [InlineData("CONNECT example.com HTTP/1.1\r\n\r\n", "400 Bad Request: This server is a proxy")]
    [InlineData("GET http://127.0.0.1/ HTTP/2.0\r\n\r\n", "400 Bad Request: This server is a proxy")]
    [InlineData(
        "POST http://127.0.0.1/ HTTP/1.1\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n",
        "400 Bad Request: A header")]
    [InlineData("GET http://127.0.0.1/ HTTP/1.1\r\nA: b\nC: d\r\n\r\n", "400 Bad Request: A header")]
    [InlineData("GET http://127.0.0.1/ HTTP/1.1\r\nA: b\r\n C: d\r\n\r\n", "400 Bad Request: A header")]
    [InlineData("GET http://127.0.0.1/ HTTP/1.1\r\nContent-Length : 1\r\n\r\n", "400 Bad Request: A header")]
    [InlineData(
        "POST http://127.0.0.1/ HTTP/1.1\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n",
        "400 Bad Request: A header")]
    [InlineData("POST http://127.0.0.1/ HTTP/1.1\r\nTransfer-Encoding: gzip\r\n\r\n", "400 Bad Request: A header")]
    [InlineData("CONNECT 127.0.0.1:1 HTTP/1.1\r\n\r\n", "403 Forbidden: 127.0.0.1 at port 1 is the emulator")]
    [InlineData("CONNECT localhost:1 HTTP/1.1\r\n\r\n", "403 Forbidden: 127.0.0.1 at port 1 is the emulator")]
    [InlineData("CONNECT [::ffff:127.0.0.1]:1 HTTP/1.1\r\n\r\n", "403 Forbidden: ::ffff:127.0.0.1 at port 1 is")]
    [InlineData("CONNECT 0.0.0.0:1 HTTP/1.1\r\n\r\n", "403 Forbidden: 0.0.0.0 at port 1 is the emulator")]
    [InlineData("CONNECT no.such.invalid:80 HTTP/1.1\r\n\r\n", "502 Bad Gateway: no.such.invalid cannot be resolved")]
    [InlineData("CONNECT 127.0.0.1:2 HTTP/1.1\r\n\r\n", "502 Bad Gateway: 127.0.0.1:2 cannot be reached")]
    public async Task What_cannot_be_served_says_why_in_the_status_line(string request, string status)
    {
        await using var network = Open();
        Assert.StartsWith($"HTTP/1.1 {status}", await ExchangeAsync(network, request), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_loopback_site_is_closed_to_programs_unless_it_is_allowed()
    {
        await using var closed = Open(allowsThisMachine: false);

        Assert.Contains("--allow-loopback", await ExchangeAsync(
            closed, $"GET http://127.0.0.1:{Site.Port}/ HTTP/1.1\r\n\r\n"));
        foreach (var address in Machine.Addresses.Where(one => one.AddressFamily == AddressFamily.InterNetwork))
        {
            Assert.Contains("--allow-loopback", await ExchangeAsync(
                closed, $"CONNECT {address}:{Site.Port} HTTP/1.1\r\n\r\n"));
        }
    }

    [Fact]
    public async Task Each_connection_serves_one_request_so_that_no_second_one_passes_unchecked()
    {
        await using var upstream = new RecordingProxy("upstream", "Basic eA==");
        await using var network = Open(_ => new("127.0.0.1", upstream.Port, "Basic eA=="));

        var response = await ExchangeAsync(
            network,
            "POST http://one.test/a HTTP/1.1\r\nHost: two.test\r\nProxy-Authorization: Basic b3RoZXI=\r\n"
                + "Connection: content-length, x-own\r\nX-Own: 1\r\nContent-Length: 2\r\n\r\n"
                + "abGET http://169.254.169.254/ HTTP/1.1\r\n\r\n");

        Assert.Contains("<title>upstream</title>", response);
        Assert.Contains("Content-Length: 2", upstream.Heads.Single());
        Assert.DoesNotContain("X-Own", upstream.Heads.Single());
        Assert.Contains("Host: one.test\r\n", upstream.Heads.Single());
        Assert.DoesNotContain("b3RoZXI=", upstream.Heads.Single());
        Assert.Equal("POST http://one.test/a HTTP/1.1", Assert.Single(upstream.Requests));
    }

    [Fact]
    public async Task A_proxy_before_the_session_must_not_be_the_emulator_nor_lead_back_to_it()
    {
        await using var upstream = new RecordingProxy("upstream", tunnelPort: Site.Port);
        UpstreamProxy? proxy = new("127.0.0.1", 1, null);
        await using var network = Open(_ => proxy);

        Assert.Contains(
            "127.0.0.1 at port 1 is the emulator", await ExchangeAsync(network, "CONNECT a.test:80 HTTP/1.1\r\n\r\n"));
        proxy = new("127.0.0.1", upstream.Port, null);
        foreach (var target in new[] { "169.254.169.254:80", "2852039166:80", "localhost:1", "[::1]:1", "0.0.0.0:1" })
        {
            Assert.Contains("403 Forbidden", await ExchangeAsync(network, $"CONNECT {target} HTTP/1.1\r\n\r\n"));
        }

        Assert.Empty(upstream.Requests);
        Assert.Contains("200 Connection", await ExchangeAsync(
            network, "CONNECT a.test:80 HTTP/1.1\r\n\r\n", "GET / HTTP/1.0\r\n\r\n"));
    }

    [Fact]
    public async Task Sixty_silent_connections_do_not_delay_another_and_all_end_with_the_session()
    {
        var network = Open();
        var silent = new List<TcpClient>();
        for (var i = 0; i < 60; i++)
        {
            silent.Add(await ConnectAsync(network));
            var part = Encoding.ASCII.GetBytes("CONNECT 127.0.0.1:"[..(i % 19)]);
            await silent[^1].GetStream().WriteAsync(part, TestContext.Current.CancellationToken);
        }

        using var client = Client(network);
        Assert.Equal("site", await client.GetStringAsync(
            $"http://127.0.0.1:{Site.Port}/", TestContext.Current.CancellationToken));
        await network.DisposeAsync();

        foreach (var one in silent)
        {
            Assert.Equal(0, await ReadAsync(one));
            one.Dispose();
        }
    }

    [Fact]
    public async Task A_tunnel_ends_on_both_sides_when_the_session_does()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var network = Open();
        using var client = await ConnectAsync(network);
        var request = $"CONNECT {listener.LocalEndpoint} HTTP/1.1\r\n\r\n";
        var cancellationToken = TestContext.Current.CancellationToken;
        await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes(request), cancellationToken);
        using var server = await listener.AcceptTcpClientAsync(cancellationToken);
        Assert.True(await ReadAsync(client) > 0);

        await network.DisposeAsync();

        Assert.Equal(0, await ReadAsync(client));
        Assert.Equal(0, await ReadAsync(server));
    }

    private HttpClient Client(SessionNetwork network) => new(new SocketsHttpHandler
    {
        Proxy = new WebProxy(network.Address),
        SslOptions = new()
        {
            RemoteCertificateValidationCallback = (_, certificate, _, _) => Site.Certificate.Equals(certificate),
        },
    });

    private static async Task<TcpClient> ConnectAsync(SessionNetwork network)
    {
        var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, new Uri(network.Address).Port);
        return client;
    }

    private static async Task<int> ReadAsync(TcpClient client)
    {
        try
        {
            return await client.GetStream().ReadAsync(new byte[1000], TestContext.Current.CancellationToken);
        }
        catch (IOException)
        {
            return 0;
        }
    }

    private static async Task<string> ExchangeAsync(SessionNetwork network, string request, string? then = null)
    {
        using var client = await ConnectAsync(network);
        var stream = client.GetStream();
        await stream.WriteAsync(Encoding.UTF8.GetBytes(request));
        var first = new byte[1000];
        var count = await stream.ReadAsync(first, TestContext.Current.CancellationToken);
        if (then is not null)
        {
            await stream.WriteAsync(Encoding.UTF8.GetBytes(then));
        }

        using var reader = new StreamReader(stream);
        return Encoding.UTF8.GetString(first, 0, count)
            + await reader.ReadToEndAsync(TestContext.Current.CancellationToken);
    }

    private SessionNetwork Open(bool allowsThisMachine = true) => SessionNetwork.OpenOnLoopback(
        new(_own, allowsThisMachine), _ => null, NullLogger.Instance);

    private SessionNetwork Open(Func<NetworkTarget, UpstreamProxy?> route) => SessionNetwork.OpenOnLoopback(
        new(_own, allowsThisMachine: true), route, NullLogger.Instance);
}
