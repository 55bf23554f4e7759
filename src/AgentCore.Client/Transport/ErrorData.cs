using System.Net;
using System.Text.Json;
using Amazon.Runtime;

namespace AgentCore.Client.Transport;

/// <summary>An error as it came, from an answer or from the event stream.</summary>
internal sealed record ErrorData(
    string Code, string Message, string RequestId, HttpStatusCode StatusCode, Exception? Cause, JsonElement? Body)
{
    public ErrorType Type => (int)StatusCode switch
    {
        >= 500 => ErrorType.Receiver,
        >= 400 => ErrorType.Sender,
        _ => ErrorType.Unknown,
    };

    /// <summary>A member of the body, whatever the case of its name; null where it is absent or no text.</summary>
    public static string? TextMember(JsonElement body, string name)
        => Member(body, name) is { ValueKind: JsonValueKind.String } value ? value.GetString() : null;

    /// <summary>A member of the body, whatever the case of its name.</summary>
    public static JsonElement? Member(JsonElement body, string name)
    {
        if (body.ValueKind != JsonValueKind.Object)
            return null;
        foreach (var property in body.EnumerateObject())
        {
            if (string.Equals(property.Name, name, StringComparison.OrdinalIgnoreCase))
                return property.Value;
        }

        return null;
    }
}
