using System.Net.WebSockets;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace AgentCore.Emulator.Doctor;

/// <summary>Drives a session's first page through its automation stream.</summary>
internal sealed class AutomationCalls : IDisposable
{
    private readonly ClientWebSocket _socket;
    private string? _page;
    private int _lastId;

    private AutomationCalls(ClientWebSocket socket) => _socket = socket;

    /// <summary>Connects and takes the first page.</summary>
    public static async Task<AutomationCalls> ConnectAsync(
        ClientWebSocket socket, Uri endpoint, CancellationToken cancellationToken)
    {
        await socket.ConnectAsync(endpoint, cancellationToken);
        var automation = new AutomationCalls(socket);
        var targets = await automation.CallAsync("Target.getTargets", [], cancellationToken);
        var page = targets.GetProperty("targetInfos").EnumerateArray()
            .First(target => target.GetProperty("type").GetString() == "page")
            .GetProperty("targetId").GetString();
        var attached = await automation.CallAsync(
            "Target.attachToTarget", new() { ["targetId"] = page, ["flatten"] = true }, cancellationToken);
        automation._page = attached.GetProperty("sessionId").GetString();
        return automation;
    }

    /// <summary>Calls a CDP method and waits for its result; events in between are skipped.</summary>
    public async Task<JsonElement> CallAsync(string method, JsonObject parameters, CancellationToken cancellationToken)
    {
        var id = ++_lastId;
        var call = new JsonObject { ["id"] = id, ["method"] = method, ["params"] = parameters };
        if (_page is not null)
        {
            call["sessionId"] = _page;
        }

        var bytes = JsonSerializer.SerializeToUtf8Bytes(call);
        await _socket.SendAsync(bytes, WebSocketMessageType.Text, endOfMessage: true, cancellationToken);
        while (true)
        {
            using var message = JsonDocument.Parse(await ReceiveAsync(cancellationToken));
            if (message.RootElement.TryGetProperty("id", out var answered) && answered.GetInt32() == id)
            {
                return message.RootElement.TryGetProperty("result", out var result)
                    ? result.Clone()
                    : throw new InvalidDataException($"{method} failed: {message.RootElement.GetRawText()}");
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _socket.Dispose();

    private async Task<byte[]> ReceiveAsync(CancellationToken cancellationToken)
    {
        using var message = new MemoryStream();
        var buffer = new byte[64 * 1024];
        ValueWebSocketReceiveResult part;
        do
        {
            part = await _socket.ReceiveAsync(buffer.AsMemory(), cancellationToken);
            message.Write(buffer, 0, part.Count);
        }
        while (!part.EndOfMessage);
        return message.ToArray();
    }
}
