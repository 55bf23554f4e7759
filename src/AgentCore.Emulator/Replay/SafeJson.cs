using System.Buffers;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using AgentCore.Emulator.Core;

namespace AgentCore.Emulator.Replay;

/// <summary>
/// Copies JSON without its secrets: the values of headers and members that hold credentials, and those of presigned
/// addresses. What is compared with a recording is copied in the same way before.
/// </summary>
internal static partial class SafeJson
{
    private const string Hidden = "***";

    private static readonly HashSet<string> Secrets = new(StringComparer.OrdinalIgnoreCase)
    {
        "authorization", "proxy-authorization", "cookie", "set-cookie", "password", "x-amz-security-token",
        "secretKey", "secretAccessKey", "sessionToken",

        // What DevTools has beside the headers: all of them in one text, and a cookie as it was sent.
        "headersText", "requestHeadersText", "cookieLine",
    };

    /// <summary>Writes a copy of <paramref name="json"/>; what is not JSON, as a text.</summary>
    public static void Write(Utf8JsonWriter target, ReadOnlySpan<byte> json)
    {
        var copy = new ArrayBufferWriter<byte>(json.Length + 16);
        try
        {
            using var writer = new Utf8JsonWriter(copy, DeepJson.Writing);
            Copy(json, writer);
        }
        catch (JsonException)
        {
            target.WriteStringValue(Mask(Encoding.UTF8.GetString(json)));
            return;
        }

        target.WriteRawValue(copy.WrittenSpan, skipInputValidation: true);
    }

    /// <summary>A text without the secrets of presigned addresses in it.</summary>
    public static string Mask(string text) =>
        text.Contains("X-Amz-", StringComparison.OrdinalIgnoreCase) ? Presigned().Replace(text, "$1" + Hidden) : text;

    private static void Copy(ReadOnlySpan<byte> json, Utf8JsonWriter writer)
    {
        var reader = new Utf8JsonReader(json, DeepJson.Reading);
        var (hidesNext, hidesValue, isName) = (false, false, false);
        while (reader.Read())
        {
            if (reader.TokenType == JsonTokenType.PropertyName)
            {
                var name = DeepJson.TextOf(ref reader) ?? "\ufffd";
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
                    && Secrets.Contains(DeepJson.TextOf(ref reader) ?? "");
                CopyToken(ref reader, writer);
            }

            (hidesNext, isName) = (false, false);
        }
    }

    private static void CopyToken(ref Utf8JsonReader reader, Utf8JsonWriter writer)
    {
        if (reader.TokenType != JsonTokenType.String)
        {
            DeepJson.CopyToken(ref reader, writer);
        }
        else if (DeepJson.TextOf(ref reader) is { } text)
        {
            writer.WriteStringValue(Mask(text));
        }
        else
        {
            writer.WriteRawValue([.. "\""u8, .. reader.ValueSpan, .. "\""u8], skipInputValidation: true); // as it is
        }
    }

    [GeneratedRegex(
        """(X-Amz-(?:Signature|Security-Token|Credential)=)[^&"\s]*""",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Presigned();
}
