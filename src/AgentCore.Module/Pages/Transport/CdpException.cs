using System.Management.Automation;
using System.Text.Json;
using AgentCore.Errors;

namespace AgentCore.Pages.Transport;

/// <summary>The browser responded to a command with an error; the connection goes on.</summary>
internal sealed class CdpException(string method, JsonElement error) : Exception($"{method}: {Describe(error)}")
{
    /// <summary>The protocol's code for what went wrong in the browser itself.</summary>
    public const int ServerError = -32000;

    private const int MethodNotFound = -32601;
    private const int InvalidParams = -32602;

    private ErrorCategory Category => error.TryGetProperty("code", out var code) ? code.GetInt32() switch
    {
        MethodNotFound => ErrorCategory.NotImplemented,
        InvalidParams => ErrorCategory.InvalidArgument,
        _ => ErrorCategory.InvalidOperation,
    }
    : ErrorCategory.InvalidOperation;

    /// <summary>What the error means to somebody who sent the command.</summary>
    public AgentCoreException ToError() => new("CdpError", Category, Message, this);

    // The details name the parameter that is wrong.
    private static string Describe(JsonElement error)
    {
        var message = error.GetProperty("message").GetString() ?? "an error without a message";
        return error.TryGetProperty("data", out var data) && data.ValueKind == JsonValueKind.String
            ? $"{message} ({data.GetString()})"
            : message;
    }
}
