using System.Text.Json;
using System.Text.Json.Nodes;

namespace AgentCore.Emulator.Browser.Cdp;

/// <summary>Error replies of CDP, as Chromium words them, and the reading of replies.</summary>
internal static class CdpError
{
    /// <summary>The message is not JSON of the right form.</summary>
    public const int Unreadable = -32700;

    /// <summary>The message is no command.</summary>
    public const int NoCommand = -32600;

    /// <summary>There is no such CDP session.</summary>
    public const int NoSession = -32001;

    /// <summary>A reply that says a command failed.</summary>
    public static byte[] Reply(long? id, string? sessionId, int code, string message)
    {
        var reply = new JsonObject { ["error"] = new JsonObject { ["code"] = code, ["message"] = message } };
        if (id is not null)
        {
            reply["id"] = id;
        }

        if (sessionId is not null)
        {
            reply["sessionId"] = sessionId;
        }

        return JsonSerializer.SerializeToUtf8Bytes(reply);
    }

    /// <summary>The result in a reply.</summary>
    /// <exception cref="CdpException">The reply is an error.</exception>
    public static JsonElement ResultOf(string method, JsonElement reply) =>
        reply.TryGetProperty("error", out var error)
            ? throw new CdpException(method, error.TryGetProperty("message", out var message) ? message.ToString() : "failed")
            : reply.TryGetProperty("result", out var result)
                ? result
                : throw new CdpException(method, "the reply has neither a result nor an error");
}
