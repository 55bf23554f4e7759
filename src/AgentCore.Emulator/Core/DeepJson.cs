using System.Text.Encodings.Web;
using System.Text.Json;

namespace AgentCore.Emulator.Core;

/// <summary>
/// JSON that a page has made: it decides how deep it is nested, and may send halves of surrogate pairs. It is read and
/// copied token by token.
/// </summary>
internal static class DeepJson
{
    /// <summary>How it is read.</summary>
    public static readonly JsonReaderOptions Reading = new() { MaxDepth = int.MaxValue };

    /// <summary>How it is parsed.</summary>
    public static readonly JsonDocumentOptions Parsing = new() { MaxDepth = int.MaxValue };

    /// <summary>How it is written: what was read is not checked again.</summary>
    public static readonly JsonWriterOptions Writing = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        MaxDepth = int.MaxValue,
        SkipValidation = true,
    };

    /// <summary>A name or a text; null when it is not valid Unicode.</summary>
    public static string? TextOf(ref Utf8JsonReader reader)
    {
        try
        {
            return reader.GetString();
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    /// <summary>Copies a token that is neither a name nor a text.</summary>
    public static void CopyToken(ref Utf8JsonReader reader, Utf8JsonWriter writer)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.StartObject:
                writer.WriteStartObject();
                break;
            case JsonTokenType.EndObject:
                writer.WriteEndObject();
                break;
            case JsonTokenType.StartArray:
                writer.WriteStartArray();
                break;
            case JsonTokenType.EndArray:
                writer.WriteEndArray();
                break;
            default:
                writer.WriteRawValue(reader.ValueSpan, skipInputValidation: true);
                break;
        }
    }
}
