using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Xunit;

namespace Tests.Emulator.Browser;

/// <summary>A plain CDP client on one WebSocket: one command at a time, events kept in their order.</summary>
internal sealed class CdpClient(WebSocket socket) : IDisposable
{
    private static readonly JsonSerializerOptions AnyDepth = new() { MaxDepth = int.MaxValue };
    private readonly List<JsonNode> _events = [];
    private int _lastId;

    public WebSocket Socket => socket;

    public IReadOnlyList<JsonNode> Events => _events;

    public void Dispose() => socket.Dispose();

    public async Task<JsonNode> CallAsync(string method, JsonObject? parameters = null, string? session = null)
    {
        var id = ++_lastId;
        var command = new JsonObject { ["id"] = id, ["method"] = method, ["params"] = parameters ?? [] };
        if (session is not null)
        {
            command["sessionId"] = session;
        }

        await SendAsync(command.ToJsonString());
        while (true)
        {
            var message = await ReadOpenAsync();
            if ((int?)message["id"] == id)
            {
                return message["error"] is { } error
                    ? throw new InvalidOperationException((string?)error["message"])
                    : message["result"]!;
            }

            _events.Add(message);
        }
    }

    public Task SendAsync(string text) => socket.SendAsync(
        Encoding.UTF8.GetBytes(text).AsMemory(),
        WebSocketMessageType.Text,
        endOfMessage: true,
        TestContext.Current.CancellationToken).AsTask();

    /// <summary>The next message; null when the other side has closed.</summary>
    public async Task<JsonNode?> ReadAsync() =>
        await Sockets.ReadAsync(socket) is (WebSocketMessageType.Text, var bytes)
            ? JsonSerializer.Deserialize<JsonNode>(bytes, AnyDepth)
            : null;

    public async Task<JsonNode> NextEventAsync(string method)
    {
        while (true)
        {
            var message = await ReadOpenAsync();
            _events.Add(message);
            if ((string?)message["method"] == method)
            {
                return message;
            }
        }
    }

    /// <summary>The id of the session's first page.</summary>
    public async Task<string> FirstPageAsync()
    {
        var targets = await CallAsync("Target.getTargets");
        var page = targets["targetInfos"]!.AsArray().First(target => (string?)target!["type"] == "page");
        return (string)page!["targetId"]!;
    }

    /// <summary>Attaches to a page.</summary>
    public async Task<string> AttachAsync(string target) =>
        (string)(await CallAsync(
            "Target.attachToTarget", new() { ["targetId"] = target, ["flatten"] = true }))["sessionId"]!;

    /// <summary>Evaluates in a page, waiting for a promise.</summary>
    public async Task<JsonNode?> EvaluateAsync(string session, string expression)
    {
        var response = await CallAsync(
            "Runtime.evaluate",
            new() { ["expression"] = expression, ["returnByValue"] = true, ["awaitPromise"] = true },
            session);
        Assert.Null(response["exceptionDetails"]);
        return response["result"]!["value"];
    }

    /// <summary>Opens an address in a page and waits until it has loaded.</summary>
    public async Task NavigateAsync(string session, string url)
    {
        await CallAsync("Page.enable", session: session);
        await CallAsync("Page.navigate", new() { ["url"] = url }, session);
        await NextEventAsync("Page.loadEventFired");
    }

    private async Task<JsonNode> ReadOpenAsync() =>
        await ReadAsync() ?? throw new InvalidOperationException($"Closed: {socket.CloseStatusDescription}");
}
