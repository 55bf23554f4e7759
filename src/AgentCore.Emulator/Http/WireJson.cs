using System.Buffers;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace AgentCore.Emulator.Http;

/// <summary>
/// JSON as the service reads and writes it: camel case, no nulls, times as ISO 8601 in UTC with milliseconds.
/// </summary>
internal static class WireJson
{
    private static readonly JsonSerializerOptions Body = Options(Omit<LocationAttribute>);
    private static readonly JsonSerializerOptions Parameters = Options(Omit<HeaderAttribute>);

    /// <summary>The body members of <paramref name="value"/> as JSON in UTF-8.</summary>
    public static byte[] Write<T>(T value) => JsonSerializer.SerializeToUtf8Bytes(value, Body);

    /// <summary>Writes the body members of <paramref name="value"/> as JSON in UTF-8.</summary>
    public static void Write<T>(IBufferWriter<byte> target, T value)
    {
        using var writer = new Utf8JsonWriter(target, new() { Encoder = Body.Encoder, SkipValidation = true });
        JsonSerializer.Serialize(writer, value, Body);
    }

    /// <summary>
    /// Everything that distinguishes one request from another: labels, query and body, but not the headers, which carry
    /// trace ids.
    /// </summary>
    public static byte[] WriteParameters(object request) =>
        JsonSerializer.SerializeToUtf8Bytes(request, request.GetType(), Parameters);

    /// <summary>Reads the body members of a <typeparamref name="T"/>; unknown members are skipped.</summary>
    /// <exception cref="JsonException">Not JSON, or a member has the wrong type.</exception>
    public static T Read<T>(ReadOnlySpan<byte> json)
        where T : class =>
        JsonSerializer.Deserialize<T>(json, Body) ?? throw new JsonException("The body is null.");

    private static JsonSerializerOptions Options(Action<JsonTypeInfo> modifier) => new(JsonSerializerDefaults.General)
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        TypeInfoResolver = new DefaultJsonTypeInfoResolver { Modifiers = { modifier } },
        Converters = { new TimestampConverter(), new LongTextConverter() },
    };

    private static void Omit<TLocation>(JsonTypeInfo type)
        where TLocation : LocationAttribute
    {
        for (var i = type.Properties.Count - 1; i >= 0; i--)
        {
            if (type.Properties[i].AttributeProvider?.IsDefined(typeof(TLocation), inherit: false) == true)
            {
                type.Properties.RemoveAt(i);
            }
        }
    }

    // The writer takes twenty times the memory of a text that it escapes in one piece.
    private sealed class LongTextConverter : JsonConverter<string>
    {
        private const int PieceLength = 16 * 1024;

        public override string? Read(
            ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            reader.GetString();

        public override void Write(Utf8JsonWriter writer, string value, JsonSerializerOptions options)
        {
            if (value.Length <= PieceLength)
            {
                writer.WriteStringValue(value);
                return;
            }

            var escaped = new ArrayBufferWriter<byte>(value.Length + (value.Length / 2) + PieceLength);
            escaped.Write("\""u8);
            for (var rest = value.AsSpan(); rest.Length > 0;)
            {
                var length = Math.Min(PieceLength, rest.Length);
                length -= length < rest.Length && char.IsHighSurrogate(rest[length - 1]) ? 1 : 0;
                escaped.Write(JsonEncodedText.Encode(rest[..length], options.Encoder).EncodedUtf8Bytes);
                rest = rest[length..];
            }

            escaped.Write("\""u8);
            writer.WriteRawValue(escaped.WrittenSpan, skipInputValidation: true);
        }
    }

    private sealed class TimestampConverter : JsonConverter<DateTimeOffset>
    {
        public override DateTimeOffset Read(
            ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            reader.GetDateTimeOffset();

        public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options) =>
            writer.WriteStringValue(value.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", null));
    }
}
