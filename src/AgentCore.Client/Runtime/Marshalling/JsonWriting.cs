using System.Collections;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using Amazon.Runtime;

namespace AgentCore.Client.Runtime.Marshalling;

/// <summary>An object that is written as JSON.</summary>
internal interface IJsonWritable
{
    /// <summary>Writes the members that are set.</summary>
    void WriteMembers(Utf8JsonWriter json);
}

/// <summary>
/// Writes the types of the API. Members that are null are left out; in text, what is not valid Unicode becomes a
/// replacement character.
/// </summary>
internal static class JsonWriting
{
    private const int MaxDepth = 256;

    private static readonly JsonWriterOptions Options = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static byte[] ToUtf8(IJsonWritable value)
    {
        using var document = new MemoryStream();
        using (var json = new Utf8JsonWriter(document, Options))
        {
            json.WriteObject(value);
        }

        return document.ToArray();
    }

    public static void WriteMember(this Utf8JsonWriter json, string name, string? value)
    {
        if (value is not null)
        {
            json.WriteString(name, value);
        }
    }

    public static void WriteMember(this Utf8JsonWriter json, string name, ConstantClass? value) =>
        json.WriteMember(name, value?.Value);

    public static void WriteMember(this Utf8JsonWriter json, string name, int? value)
    {
        if (value is { } number)
        {
            json.WriteNumber(name, number);
        }
    }

    public static void WriteMember(this Utf8JsonWriter json, string name, bool? value)
    {
        if (value is { } flag)
        {
            json.WriteBoolean(name, flag);
        }
    }

    /// <summary>Writes bytes as base64, all of them wherever the position of the stream is.</summary>
    public static void WriteMember(this Utf8JsonWriter json, string name, MemoryStream? value)
    {
        if (value is not null)
        {
            json.WritePropertyName(name);
            json.WriteBytes(value);
        }
    }

    public static void WriteMember(this Utf8JsonWriter json, string name, IJsonWritable? value)
    {
        if (value is not null)
        {
            json.WritePropertyName(name);
            json.WriteObject(value);
        }
    }

    public static void WriteMember(this Utf8JsonWriter json, string name, IEnumerable<IJsonWritable>? value)
    {
        if (value is null)
        {
            return;
        }

        json.WriteStartArray(name);
        foreach (var entry in value)
        {
            if (entry is null)
            {
                json.WriteNullValue();
            }
            else
            {
                json.WriteObject(entry);
            }
        }

        json.WriteEndArray();
    }

    public static void WriteMember(this Utf8JsonWriter json, string name, List<string>? value)
    {
        if (value is null)
        {
            return;
        }

        json.WriteStartArray(name);
        foreach (var entry in value)
        {
            json.WriteStringValue(entry);
        }

        json.WriteEndArray();
    }

    public static void WriteMember(this Utf8JsonWriter json, string name, Dictionary<string, string>? value)
    {
        if (value is null)
        {
            return;
        }

        json.WriteStartObject(name);
        foreach (var entry in value)
        {
            json.WriteString(entry.Key, entry.Value);
        }

        json.WriteEndObject();
    }

    /// <summary>Writes members that the API does not know, with values of any type that JSON has.</summary>
    /// <exception cref="JsonException">A value is of another type, or too deeply nested.</exception>
    public static void WriteAdditional(this Utf8JsonWriter json, Dictionary<string, object?>? members)
    {
        foreach (var member in members ?? [])
        {
            json.WritePropertyName(member.Key);
            json.WriteAny(member.Value);
        }
    }

    private static void WriteObject(this Utf8JsonWriter json, IJsonWritable value)
    {
        json.WriteStartObject();
        value.WriteMembers(json);
        json.WriteEndObject();
    }

    private static void WriteBytes(this Utf8JsonWriter json, MemoryStream value)
    {
        if (value.TryGetBuffer(out var buffer))
        {
            json.WriteBase64StringValue(buffer.AsSpan());
        }
        else
        {
            json.WriteBase64StringValue(value.ToArray());
        }
    }

    private static void WriteAny(this Utf8JsonWriter json, object? value)
    {
        if (json.CurrentDepth > MaxDepth)
        {
            throw new JsonException($"A value is nested deeper than {MaxDepth} levels, or contains itself.");
        }

        switch (value)
        {
            case null:
                json.WriteNullValue();
                break;
            case string text:
                json.WriteStringValue(text);
                break;
            case bool flag:
                json.WriteBooleanValue(flag);
                break;
            case DateTime time:
                json.WriteStringValue(Iso8601(time));
                break;
            case DateTimeOffset time:
                json.WriteStringValue(time);
                break;
            case byte[] bytes:
                json.WriteBase64StringValue(bytes);
                break;
            case MemoryStream bytes:
                json.WriteBytes(bytes);
                break;
            case ConstantClass constant:
                json.WriteStringValue(constant.Value);
                break;
            case JsonElement element:
                element.WriteTo(json);
                break;
            case IDictionary members:
                json.WriteStartObject();
                foreach (DictionaryEntry member in members)
                {
                    json.WritePropertyName(Convert.ToString(member.Key, CultureInfo.InvariantCulture)!);
                    json.WriteAny(member.Value);
                }

                json.WriteEndObject();
                break;
            case IEnumerable entries:
                json.WriteStartArray();
                foreach (var entry in entries)
                {
                    json.WriteAny(entry);
                }

                json.WriteEndArray();
                break;
            default:
                json.WriteNumber(value);
                break;
        }
    }

    private static void WriteNumber(this Utf8JsonWriter json, object value)
    {
        switch (value)
        {
            case double number when double.IsNaN(number) || double.IsInfinity(number):
                json.WriteStringValue(number.ToString(CultureInfo.InvariantCulture));
                break;
            case double number:
                json.WriteNumberValue(number);
                break;
            case float number:
                json.WriteNumberValue(number);
                break;
            case decimal number:
                json.WriteNumberValue(number);
                break;
            case ulong number:
                json.WriteNumberValue(number);
                break;
            case long or int or uint or short or ushort or byte or sbyte:
                json.WriteNumberValue(Convert.ToInt64(value, CultureInfo.InvariantCulture));
                break;
            default:
                throw new JsonException($"A {value.GetType().Name} cannot be sent. Use text, numbers, lists or bytes.");
        }
    }

    private static string Iso8601(DateTime time) =>
        time.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", CultureInfo.InvariantCulture);
}
