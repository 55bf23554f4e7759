using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace AgentCore.Emulator.Replay;

/// <summary>
/// Copies JSON without its secrets: the values of headers and members that hold credentials, and those of presigned
/// addresses. What is compared with a recording is copied in the same way before.
/// </summary>
/// <remarks>Token by token, since a page decides how deep the results of its scripts are nested.</remarks>
internal static partial class SafeJson
{
    private const string Hidden = "***";

    /// <summary>How the lines of a recording are written.</summary>
    public static readonly JsonWriterOptions WriterOptions = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        MaxDepth = int.MaxValue,
        SkipValidation = true,
    };

    private static readonly HashSet<string> Secrets = new(StringComparer.OrdinalIgnoreCase)
    {
        "authorization", "proxy-authorization", "cookie", "set-cookie", "password", "x-amz-security-token",
        "secretKey", "secretAccessKey", "sessionToken",
    };

    /// <summary>Writes a copy of <paramref name="json"/>; what is not JSON, as a text.</summary>
    public static void Write(Utf8JsonWriter target, ReadOnlySpan<byte> json)
    {
        var copy = new ArrayBufferWriter<byte>(json.Length + 16);
        try
        {
            using var writer = new Utf8JsonWriter(copy, WriterOptions);
            Copy(json, writer);
        }
        catch (JsonException)
        {
            target.WriteStringValue(Mask(System.Text.Encoding.UTF8.GetString(json)));
            return;
        }

        target.WriteRawValue(copy.WrittenSpan, skipInputValidation: true);
    }

    /// <summary>A text without the secrets of presigned addresses in it.</summary>
    public static string Mask(string text) =>
        text.Contains("X-Amz-", StringComparison.OrdinalIgnoreCase) ? Presigned().Replace(text, "$1" + Hidden) : text;

    private static void Copy(ReadOnlySpan<byte> json, Utf8JsonWriter writer)
    {
        var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = int.MaxValue });
        var (hidesNext, hidesValue, isName) = (false, false, false);
        while (reader.Read())
        {
            if (reader.TokenType == JsonTokenType.PropertyName)
            {
                var name = TextOf(ref reader) ?? "\ufffd";
                writer.WritePropertyName(name);

                // Lists of headers have objects with a name and a value.
                hidesNext = Secrets.Contains(name) || (hidesValue && name == "value");
                isName = name == "name";
                continue;
            }

            if (hidesNext && reader.TokenType is not (JsonTokenType.EndObject or JsonTokenType.EndArray))
            {
                reader.Skip();
                writer.WriteStringValue(Hidden);
            }
            else
            {
                hidesValue = isName
                    && reader.TokenType == JsonTokenType.String
                    && Secrets.Contains(TextOf(ref reader) ?? "");
                CopyToken(ref reader, writer);
            }

            (hidesNext, isName) = (false, false);
        }
    }

    private static void CopyToken(ref Utf8JsonReader reader, Utf8JsonWriter writer)
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
            case JsonTokenType.String when TextOf(ref reader) is { } text:
                writer.WriteStringValue(Mask(text));
                break;
            case JsonTokenType.String: // half of a surrogate pair, which pages may send, stays as it is
                writer.WriteRawValue([.. "\""u8, .. reader.ValueSpan, .. "\""u8], skipInputValidation: true);
                break;
            default:
                writer.WriteRawValue(reader.ValueSpan, skipInputValidation: true);
                break;
        }
    }

    // Null for a text that is not valid Unicode.
    private static string? TextOf(ref Utf8JsonReader reader)
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

    [GeneratedRegex(
        """(X-Amz-(?:Signature|Security-Token|Credential)=)[^&"\s]*""",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Presigned();
}
