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
    public string? Text(string name) => Body is { } body ? TextOf(body, name) : null;

    /// <summary>A list in the body; null where it is absent or of another shape: the error counts more.</summary>
    public List<T>? List<T>(string name)
        where T : class
    {
        try
        {
            return Body is { } body && MemberOf(body, name) is { ValueKind: JsonValueKind.Array } list
                ? list.EnumerateArray().Select(WireJson.Read<T>).OfType<T>().ToList()
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <inheritdoc cref="Text"/>
    public static string? TextOf(JsonElement body, string name)
        => MemberOf(body, name) is { ValueKind: JsonValueKind.String } value ? WireJson.Read<string>(value) : null;

    private static JsonElement? MemberOf(JsonElement body, string name)
    {
        if (body.ValueKind != JsonValueKind.Object)
            return null;
        foreach (var property in body.EnumerateObject())
        {
            if (IsNamed(property, name))
                return property.Value;
        }

        return null;
    }

    private static bool IsNamed(JsonProperty property, string name)
    {
        try
        {
            return string.Equals(property.Name, name, StringComparison.OrdinalIgnoreCase);
        }
        catch (InvalidOperationException)
        {
            // A name that is no Unicode is none that we look for.
            return false;
        }
    }
}
