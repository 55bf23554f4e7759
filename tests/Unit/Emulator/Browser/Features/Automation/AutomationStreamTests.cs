using System.Net.Sockets;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json.Nodes;
using AgentCore.Emulator;
using Xunit;

namespace Tests.Emulator.Browser.Features.Automation;

/// <summary>How many clients can hold the automation stream of a session, and what frees it.</summary>
public sealed class AutomationStreamTests(EmulatorFixture emulator) : IClassFixture<EmulatorFixture>
{
    private readonly EmulatorClient _client = emulator.Client;

    [Fact]
    public async Task A_second_client_is_refused_with_the_way_out_until_the_first_one_closes()
    {
        var session = await _client.StartAsync();
        using var first = await _client.AutomateAsync(session);
        var refused = await Assert.ThrowsAsync<RefusedException>(() => _client.AutomateAsync(session));
        Assert.Equal(402, refused.Status);
        var reply = await UpgradeAsync(_client, session);
        Assert.Contains("x-amzn-ErrorType: ServiceQuotaExceededException", reply, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("The quota automation-streams, 1, ", reply, StringComparison.Ordinal);
        Assert.Contains("UpdateBrowserStream with DISABLED, then ENABLED", reply, StringComparison.Ordinal);
        Assert.NotNull((await first.CallAsync("Browser.getVersion"))["product"]);

        await first.Socket.CloseOutputAsync(
            WebSocketCloseStatus.NormalClosure, "", TestContext.Current.CancellationToken);
        using var second = await _client.AutomateAsync(session);
        Assert.NotNull((await second.CallAsync("Browser.getVersion"))["product"]);
    }

    [Fact]
    public async Task The_end_of_the_TCP_connection_frees_the_stream()
    {
        var session = await _client.StartAsync();
        for (var client = 0; client < 3; client++)
        {
            var cdp = await _client.AutomateAsync(session);
            await cdp.CallAsync("Browser.getVersion");
            cdp.Socket.Abort();
        }

        using var next = await _client.AutomateAsync(session);
        Assert.NotNull((await next.CallAsync("Browser.getVersion"))["product"]);
    }

    [Fact]
    public async Task A_client_that_has_vanished_without_closing_is_found()
    {
        await using var host = await EmulatorHost.StartAsync(new()
        {
            KeepAlive = new(TimeSpan.FromMilliseconds(200), TimeSpan.FromMilliseconds(200)),
        }, TestContext.Current.CancellationToken);
        var client = new EmulatorClient(host);
        var session = await client.StartAsync();
        using var silent = await ConnectAsync(client, session); // reads nothing, and so responds to no ping
        using var next = await AdmittedAsync(client, session);
        Assert.NotNull((await next.CallAsync("Browser.getVersion"))["product"]);
    }

    [Fact]
    public async Task Disabling_and_enabling_frees_the_stream_of_a_client_that_does_not_respond()
    {
        var session = await _client.StartAsync();
        using var silent = await ConnectAsync(_client, session);
        var id = BrowserSessions.IdOf(session);
        await _client.SetStreamAsync(id, "DISABLED");
        await _client.SetStreamAsync(id, "ENABLED");
        using var next = await _client.AutomateAsync(session);
        Assert.NotNull((await next.CallAsync("Browser.getVersion"))["product"]);
    }

    [Fact]
    public async Task What_the_emulator_itself_does_with_the_browser_takes_no_stream()
    {
        var session = await _client.StartAsync();
        using var cdp = await _client.AutomateAsync(session);
        var action = await _client.InvokeAsync(BrowserSessions.IdOf(session), """{"screenshot":{}}""");
        Assert.Equal("SUCCESS", (string?)action.Body["result"]!["screenshot"]!["status"]);
        Assert.NotNull((await cdp.CallAsync("Browser.getVersion"))["product"]);
    }

    // A WebSocket client that completes the upgrade and does nothing more.
    private static async Task<TcpClient> ConnectAsync(EmulatorClient client, JsonNode session)
    {
        var (tcp, reply) = await OpenAsync(client, session);
        Assert.StartsWith("HTTP/1.1 101 ", reply, StringComparison.Ordinal);
        return tcp;
    }

    private static async Task<string> UpgradeAsync(EmulatorClient client, JsonNode session)
    {
        var (tcp, reply) = await OpenAsync(client, session);
        tcp.Dispose();
        return reply;
    }

    private static async Task<(TcpClient Tcp, string Reply)> OpenAsync(EmulatorClient client, JsonNode session)
    {
        var url = new Uri(BrowserSessions.AutomationAddress(session));
        var tcp = new TcpClient();
        await tcp.ConnectAsync(url.Host, url.Port, TestContext.Current.CancellationToken);
        var headers = client.Signer.Headers("GET", url, []).Select(header => $"{header.Key}: {header.Value}")
            .Where(header => !header.StartsWith("host:", StringComparison.OrdinalIgnoreCase));
        var request = $"GET {url.AbsolutePath} HTTP/1.1\r\nHost: {url.Authority}\r\nConnection: Upgrade\r\n"
            + "Upgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
            + string.Concat(headers.Select(header => $"{header}\r\n")) + "\r\n";
        await tcp.GetStream().WriteAsync(Encoding.ASCII.GetBytes(request), TestContext.Current.CancellationToken);
        var buffer = new byte[8192];
        var reply = new StringBuilder();
        do
        {
            var count = await tcp.GetStream().ReadAsync(buffer, TestContext.Current.CancellationToken);
            reply.Append(Encoding.UTF8.GetString(buffer, 0, count));
        }
        while (!IsWhole(reply.ToString()));

        return (tcp, reply.ToString());
    }

    private static bool IsWhole(string reply) => reply.StartsWith("HTTP/1.1 101", StringComparison.Ordinal)
        ? reply.Contains("\r\n\r\n", StringComparison.Ordinal)
        : reply.TrimEnd().EndsWith('}') || reply.EndsWith("\r\n0\r\n\r\n", StringComparison.Ordinal);

    private static async Task<CdpClient> AdmittedAsync(EmulatorClient client, JsonNode session)
    {
        while (true)
        {
            try
            {
                return await client.AutomateAsync(session);
            }
            catch (RefusedException refused) when (refused.Status == 402)
            {
                TestContext.Current.CancellationToken.ThrowIfCancellationRequested();
            }
        }
    }
}
