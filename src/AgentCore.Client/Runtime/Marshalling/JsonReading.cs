using System.Globalization;
using System.Text;
using System.Text.Json;
using Amazon.Runtime;

namespace AgentCore.Client.Runtime.Marshalling;

/// <summary>An object that is read from JSON, member by member.</summary>
internal interface IJsonReadable
{
    /// <summary>Reads the member that the reader stands on the value of; skips it when it is not known.</summary>
    void ReadMember(string name, ref Utf8JsonReader json);
}

/// <summary>
/// Reads the types of the API. A null in place of any value is null; a value of another type is a
/// <see cref="JsonException"/>.
/// </summary>
internal static class JsonReading
{
    private static readonly JsonReaderOptions Options = new() { MaxDepth = 256 };

    private static readonly DateTime Epoch = new(1970, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    /// <summary>Reads a whole document into an object; an empty one, or null, leaves it as it is.</summary>
    /// <exception cref="JsonException">The bytes are not JSON, or not of this shape.</exception>
    public static T ReadDocument<T>(ReadOnlySpan<byte> document, T target)
        where T : class, IJsonReadable
    {
        if (document.IsEmpty)
        {
            return target;
        }

        var json = new Utf8JsonReader(document, Options);
        json.Read();
        if (json.StartsObject())
        {
            json.ReadMembers(target);
        }

        // Anything behind the document is an error.
        json.Read();
        return target;
    }

    /// <summary>Reads one value out of a parsed document.</summary>
    /// <exception cref="JsonException">It is not of this type.</exception>
    public static T ReadElement<T>(JsonElement element, JsonRead<T> read)
    {
        var json = new Utf8JsonReader(Encoding.UTF8.GetBytes(element.GetRawText()), Options);
        json.Read();
        return read(ref json);
    }

    public static T? ReadObject<T>(this ref Utf8JsonReader json)
        where T : class, IJsonReadable, new()
    {
        if (!json.StartsObject())
        {
            return null;
        }

        var target = new T();
        json.ReadMembers(target);
        return target;
    }

    public static List<T>? ReadList<T>(this ref Utf8JsonReader json)
        where T : class, IJsonReadable, new() =>
        ReadEntries(ref json, static (ref Utf8JsonReader entry) => entry.ReadObject<T>()!);

    public static List<string>? ReadTexts(this ref Utf8JsonReader json) =>
        ReadEntries(ref json, static (ref Utf8JsonReader entry) => entry.ReadText()!);

    public static Dictionary<string, string>? ReadTextMap(this ref Utf8JsonReader json)
    {
        if (!json.StartsObject())
        {
            return null;
        }

        var map = new Dictionary<string, string>();
        while (json.NextMember() is { } name)
        {
            map[name] = json.ReadText()!;
        }

        return map;
    }

    /// <summary>
    /// Reads text that need not be valid Unicode: a program may print bytes that are not UTF-8, and they arrive as
    /// halves of surrogate pairs, or as they are. The rest of the response is worth more than an error.
    /// </summary>
    public static string? ReadText(this ref Utf8JsonReader json)
    {
        switch (json.TokenType)
        {
            case JsonTokenType.Null:
                return null;
            case JsonTokenType.String or JsonTokenType.PropertyName:
                if (RepeatedText.Find(json.ValueSpan) is not { } text)
                {
                    text = Decode(ref json);
                    RepeatedText.Keep(json.ValueSpan, text);
                }

                return text;
            default:
                throw json.Unexpected("text");
        }
    }

    private static string Decode(ref Utf8JsonReader json)
    {
        try
        {
            return json.GetString()!;
        }
        catch (InvalidOperationException)
        {
            return Unescape(Encoding.UTF8.GetString(json.ValueSpan.ToArray()));
        }
    }

    /// <summary>Reads a value of an enumeration, known or not.</summary>
    public static T? ReadConstant<T>(this ref Utf8JsonReader json, Func<string, T> find)
        where T : ConstantClass =>
        json.ReadText() is { } value ? find(value) : null;

    public static int? ReadInteger(this ref Utf8JsonReader json) => json.TokenType switch
    {
        JsonTokenType.Null => null,
        JsonTokenType.Number when json.TryGetInt32(out var number) => number,
        _ => throw json.Unexpected("a whole number"),
    };

    public static long? ReadLong(this ref Utf8JsonReader json) => json.TokenType switch
    {
        JsonTokenType.Null => null,
        JsonTokenType.Number when json.TryGetInt64(out var number) => number,
        _ => throw json.Unexpected("a whole number"),
    };

    /// <summary>Reads a number; the three that JSON lacks come as text.</summary>
    public static double? ReadDouble(this ref Utf8JsonReader json) => json.TokenType switch
    {
        JsonTokenType.Null => null,
        JsonTokenType.Number when json.TryGetDouble(out var number) => number,
        JsonTokenType.String when json.ValueTextEquals("NaN"u8) => double.NaN,
        JsonTokenType.String when json.ValueTextEquals("Infinity"u8) => double.PositiveInfinity,
        JsonTokenType.String when json.ValueTextEquals("-Infinity"u8) => double.NegativeInfinity,
        _ => throw json.Unexpected("a number"),
    };

    public static bool? ReadBoolean(this ref Utf8JsonReader json) => json.TokenType switch
    {
        JsonTokenType.Null => null,
        JsonTokenType.True => true,
        JsonTokenType.False => false,
        _ => throw json.Unexpected("true or false"),
    };

    /// <summary>
    /// Reads a timestamp: ISO 8601 text with or without a fraction, or seconds since 1970, since services of one
    /// protocol use either.
    /// </summary>
    public static DateTime? ReadTimestamp(this ref Utf8JsonReader json) => json.TokenType switch
    {
        JsonTokenType.Null => null,
        JsonTokenType.Number when json.TryGetDouble(out var seconds) && FromSeconds(seconds) is { } time => time,
        JsonTokenType.String when FromText(json.ReadText()!) is { } time => time,
        _ => throw json.Unexpected("a timestamp (ISO 8601 text or seconds since 1970)"),
    };

    /// <summary>Reads bytes, which travel as base64.</summary>
    public static MemoryStream? ReadBlob(this ref Utf8JsonReader json) => json.TokenType switch
    {
        JsonTokenType.Null => null,
        JsonTokenType.String when json.TryGetBytesFromBase64(out var bytes) =>
            new MemoryStream(bytes, 0, bytes.Length, writable: true, publiclyVisible: true),
        _ => throw json.Unexpected("base64"),
    };

    private static void ReadMembers(this ref Utf8JsonReader json, IJsonReadable target)
    {
        while (json.NextMember() is { } name)
        {
            target.ReadMember(name, ref json);
        }
    }

    private static List<T>? ReadEntries<T>(ref Utf8JsonReader json, JsonRead<T> read)
    {
        if (json.TokenType == JsonTokenType.Null)
        {
            return null;
        }

        if (json.TokenType != JsonTokenType.StartArray)
        {
            throw json.Unexpected("a list");
        }

        var list = new List<T>();
        while (json.Read() && json.TokenType != JsonTokenType.EndArray)
        {
            list.Add(read(ref json));
        }

        return list;
    }

    /// <summary>Whether an object begins here; otherwise it is null.</summary>
    private static bool StartsObject(this ref Utf8JsonReader json) => json.TokenType switch
    {
        JsonTokenType.StartObject => true,
        JsonTokenType.Null => false,
        _ => throw json.Unexpected("an object"),
    };

    /// <summary>Moves to the value of the next member and gives its name; null at the end of the object.</summary>
    private static string? NextMember(this ref Utf8JsonReader json)
    {
        if (!json.Read() || json.TokenType != JsonTokenType.PropertyName)
        {
            return null;
        }

        var name = json.ValueIsEscaped ? json.ReadText() : RecurringText.Of(json.ValueSpan);
        json.Read();
        return name;
    }

    private static JsonException Unexpected(this ref Utf8JsonReader json, string expected) =>
        new($"Expected {expected} at byte {json.TokenStartIndex}, found {json.TokenType}.");

    /// <summary>Resolves the escapes of JSON; the reader has made sure that they are whole.</summary>
    private static string Unescape(string raw)
    {
        var text = new StringBuilder(raw.Length);
        for (var i = 0; i < raw.Length; i++)
        {
            if (raw[i] != '\\')
            {
                text.Append(raw[i]);
                continue;
            }

            i++;
            text.Append(raw[i] switch
            {
                'b' => '\b',
                'f' => '\f',
                'n' => '\n',
                'r' => '\r',
                't' => '\t',
                'u' => CodeUnit(raw.Substring(i + 1, 4)),
                var itself => itself,
            });
            if (raw[i] == 'u')
            {
                i += 4;
            }
        }

        return text.ToString();
    }

    private static char CodeUnit(string digits) =>
        (char)ushort.Parse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);

    private static DateTime? FromText(string text)
    {
        const DateTimeStyles Utc = DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal;
        if (DateTime.TryParse(text, CultureInfo.InvariantCulture, Utc, out var time))
        {
            return time;
        }

        return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var seconds)
            ? FromSeconds(seconds)
            : null;
    }

    private static DateTime? FromSeconds(double seconds)
    {
        // Milliseconds are all that the format promises; a double would add noise behind them.
        var ticks = Math.Round(seconds * 1000) * TimeSpan.TicksPerMillisecond;
        return ticks >= -Epoch.Ticks && ticks <= DateTime.MaxValue.Ticks - Epoch.Ticks
            ? Epoch.AddTicks((long)ticks)
            : null;
    }
}

/// <summary>Reads the value that the reader stands on.</summary>
internal delegate T JsonRead<out T>(ref Utf8JsonReader json);
