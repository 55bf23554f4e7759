using System.Net;
using System.Text.Json;
using Amazon.Runtime;

namespace AgentCore.Client.Runtime.Marshalling;

/// <summary>An error as it came, in a response or in a stream of events.</summary>
internal sealed record ErrorData(
    string Code, string Message, string RequestId, HttpStatusCode StatusCode, Exception? Cause, JsonElement? Body)
{
    public ErrorType Type => (int)StatusCode switch
    {
        >= 500 => ErrorType.Receiver,
        >= 400 => ErrorType.Sender,
        _ => ErrorType.Unknown,
    };

    /// <summary>A text in the body, whatever the case of its name; null where there is none.</summary>
    public string? ReadText(string name) => Body is { } body ? TextOf(body, name) : null;

    /// <summary>A list in the body; null where there is none or it cannot be read: the error is worth more.</summary>
    public List<T>? ReadList<T>(string name)
        where T : class, IJsonReadable, new()
    {
        try
        {
            return Body is { } body && MemberOf(body, name) is { ValueKind: JsonValueKind.Array } list
                ? JsonReading.ReadElement(list, static (ref Utf8JsonReader json) => json.ReadList<T>())
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <inheritdoc cref="ReadText"/>
    public static string? TextOf(JsonElement body, string name) =>
        MemberOf(body, name) is { ValueKind: JsonValueKind.String } value
            ? JsonReading.ReadElement(value, static (ref Utf8JsonReader json) => json.ReadText())
            : null;

    private static JsonElement? MemberOf(JsonElement body, string name)
    {
        if (body.ValueKind != JsonValueKind.Object)
        {
            return null;
        }

        foreach (var property in body.EnumerateObject())
        {
            if (IsNamed(property, name))
            {
                return property.Value;
            }
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
            // A name that is not valid Unicode is none of those that are looked for.
            return false;
        }
    }
}
