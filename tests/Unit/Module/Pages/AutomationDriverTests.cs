using System.Globalization;
using System.Management.Automation;
using System.Net;
using System.Net.Sockets;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json.Nodes;
using AgentCore;
using AgentCore.Errors;
using AgentCore.Pages;
using AgentCore.Service;
using Tests.Module.Pages.Transport;
using Xunit;

namespace Tests.Module.Pages;

/// <summary>
/// Against a service whose automation is not there at first, which AWS was seen to do right after a start.
/// </summary>
public sealed class AutomationDriverTests : IDisposable
{
    private static readonly BrowserSession Session = new("S1", "aws.browser.v1");

    private readonly HttpListener _service = new();
    private readonly string _url;
    private string _status = "READY";
    private int _refusals;
    private int _refusal = 404;
    private int _upgrades;

    public AutomationDriverTests()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        _url = string.Format(
            CultureInfo.InvariantCulture, "http://127.0.0.1:{0}/", ((IPEndPoint)probe.LocalEndpoint).Port);
        probe.Stop();
        _service.Prefixes.Add(_url);
        _service.Start();
        _ = Task.Run(ServeAsync);
    }

    [Fact]
    public async Task Automation_that_is_not_there_yet_is_tried_again()
    {
        _refusals = 2;

        Assert.Equal(42, await RunAsync());
        Assert.Equal(3, _upgrades);
    }

    [Fact]
    public async Task That_of_a_session_that_has_ended_is_not()
    {
        (_refusals, _status) = (2, "TERMINATED");

        var error = await Assert.ThrowsAsync<AgentCoreException>(RunAsync);
        Assert.Equal(ErrorCategory.ObjectNotFound, error.Category);
        Assert.Equal(1, _upgrades);
    }

    [Theory]
    [InlineData(402)]
    [InlineData(409)]
    [InlineData(429)]
    public async Task A_stream_that_another_program_is_about_to_let_go_is_tried_again(int status)
    {
        (_refusals, _refusal) = (2, status);

        Assert.Equal(42, await RunAsync());
        Assert.Equal(3, _upgrades);
    }

    [Fact]
    public async Task A_stream_that_another_program_keeps_is_an_error_that_tells_how_to_free_it()
    {
        (_refusals, _refusal) = (int.MaxValue, 402);

        var error = await Assert.ThrowsAsync<AgentCoreException>(RunAsync);
        Assert.Equal(("AutomationStreamInUse", ErrorCategory.ResourceBusy), (error.ErrorCode, error.Category));
        Assert.Contains("S1 is in use", error.Message, StringComparison.Ordinal);
        Assert.Contains("Set-ACBrowserStream", error.RecommendedAction, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_refusal_is_not_tried_again()
    {
        (_refusals, _refusal) = (1, 403);

        await Assert.ThrowsAsync<AgentCoreException>(RunAsync);
        Assert.Equal(1, _upgrades);
    }

    public void Dispose() => _service.Close();

    private Task<int> RunAsync()
    {
        var connection = AgentCore.Service.Connection.Open(new ConnectionSettings(
            Region: new("us-east-1", "test"),
            EndpointUrl: new(_url, "test"),
            Credentials: new(new KeyCredentials("A", "B", null), "test")));
        return new AutomationDriver(new AutomationPool(), connection, NullCallLog.Instance)
            .RunAsync(Session, new PageTask("The work", 30), (_, _) => Task.FromResult(42), CdpPeer.Cancellation);
    }

    private async Task ServeAsync()
    {
        while (_service.IsListening)
        {
            var exchange = await _service.GetContextAsync();
            if (exchange.Request.IsWebSocketRequest)
            {
                _ = UpgradeAsync(exchange);
            }
            else
            {
                Answer(exchange);
            }
        }
    }

    private async Task UpgradeAsync(HttpListenerContext exchange)
    {
        _upgrades++;
        if (_refusals-- > 0)
        {
            exchange.Response.StatusCode = _refusal;
            exchange.Response.Close();
            return;
        }

        var socket = (await exchange.AcceptWebSocketAsync(null)).WebSocket;
        await RespondAsync(socket);
    }

    // A browser without pages, as far as PuppeteerSharp asks.
    private static async Task RespondAsync(WebSocket socket)
    {
        var buffer = new byte[64 * 1024];
        while (socket.State == WebSocketState.Open)
        {
            var received = await socket.ReceiveAsync(buffer, CancellationToken.None);
            if (received.MessageType == WebSocketMessageType.Text)
            {
                var id = JsonNode.Parse(buffer.AsSpan(0, received.Count))!["id"];
                await socket.SendAsync(
                    Encoding.UTF8.GetBytes($$$"""{"id":{{{id}}},"result":{"browserContextIds":[],"product":"Chrome/156.0"}}"""),
                    WebSocketMessageType.Text,
                    true,
                    CancellationToken.None);
            }
        }
    }

    private void Answer(HttpListenerContext exchange)
    {
        var body = Encoding.UTF8.GetBytes(
            $$"""{"browserIdentifier":"aws.browser.v1","sessionId":"S1","createdAt":"2026-01-01T00:00:00Z","status":"{{_status}}"}""");
        exchange.Response.ContentType = "application/json";
        exchange.Response.OutputStream.Write(body);
        exchange.Response.Close();
    }
}
