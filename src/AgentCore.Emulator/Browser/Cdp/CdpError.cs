using System.Text.Json;
using System.Text.Json.Nodes;

namespace AgentCore.Emulator.Browser.Cdp;

/// <summary>Writes CDP's error replies, with Chromium's codes, and reads replies.</summary>
internal static class CdpError
{
    /// <summary>The message is not valid JSON, or not an object with an id.</summary>
    public const int ParseError = -32700;

    /// <summary>The message is not a command.</summary>
    public const int InvalidRequest = -32600;

    /// <summary>The command was done, or not, and has no result.</summary>
    public const int ServerError = -32000;

    /// <summary>The CDP session does not exist.</summary>
    public const int SessionNotFound = -32001;

    /// <summary>An error reply to a command.</summary>
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

    /// <summary>The result of a command.</summary>
    /// <exception cref="CdpException">The reply is an error.</exception>
    public static JsonElement ResultOf(string method, JsonElement reply) =>
        reply.TryGetProperty("error", out var error)
            ? throw new CdpException(
                method, error.TryGetProperty("message", out var message) ? message.ToString() : "failed")
            : reply.TryGetProperty("result", out var result)
                ? result
                : throw new CdpException(method, "the reply has neither a result nor an error");
}

/// <summary>A CDP command failed, or the browser has ended.</summary>
internal sealed class CdpException(string method, string reason) : Exception($"{method}: {reason}");
