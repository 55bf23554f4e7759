using System.Text.Json;
using AgentCore.Emulator.Core;

namespace AgentCore.Emulator.Browser.Features.Recording;

/// <summary>What must be known of the events of rrweb.</summary>
internal static class RrwebEvent
{
    /// <summary>The type of the event that has a whole document.</summary>
    public const int FullSnapshot = 2;

    /// <summary>The type of the event that has the page's address and size; a snapshot follows it.</summary>
    public const int Meta = 4;

    /// <summary>The type of the event by which our recorder says that it pauses.</summary>
    public const int Custom = 5;

    /// <summary>Type and time of an event.</summary>
    /// <exception cref="JsonException">It is not an event.</exception>
    public static (int Type, long Timestamp) HeadOf(ReadOnlySpan<byte> json)
    {
        var (type, timestamp) = (-1, -1L);
        var reader = new Utf8JsonReader(json, DeepJson.Reading);
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var (isType, isTime) = (reader.ValueTextEquals("type"u8), reader.ValueTextEquals("timestamp"u8));
            reader.Read();
            if (isType)
            {
                type = reader.GetInt32();
            }
            else if (isTime)
            {
                timestamp = reader.GetInt64();
            }

            reader.Skip();
        }

        return type >= 0 && timestamp >= 0 ? (type, timestamp) : throw new JsonException("It has no type or time.");
    }

    /// <summary>Writes an event with a page's address, without the values of its query.</summary>
    /// <returns>The page's title, as our recorder adds it; null where it has none.</returns>
    public static string? WriteMeta(Utf8JsonWriter output, ReadOnlyMemory<byte> json, RecordedText text)
    {
        using var read = JsonDocument.Parse(json);
        var (meta, data) = (read.RootElement, read.RootElement.GetProperty("data"));
        output.WriteStartObject();
        output.WriteNumber("type", Meta);
        output.WriteStartObject("data");
        output.WriteString("href", text.CleanUrl(data.GetProperty("href").GetString()!));
        output.WriteNumber("width", data.GetProperty("width").GetDouble());
        output.WriteNumber("height", data.GetProperty("height").GetDouble());
        output.WriteEndObject();
        output.WriteNumber("timestamp", meta.GetProperty("timestamp").GetInt64());
        output.WriteEndObject();
        return data.TryGetProperty("title", out var title) && title.GetString() is { Length: > 0 } shown
            ? text.Short(shown)
            : null;
    }
}
