using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;
using AgentCore.Emulator.Core;

namespace AgentCore.Emulator.Browser.Cdp;

/// <summary>The members of a CDP message that routing needs. The rest is forwarded unchanged, byte for byte.</summary>
/// <param name="Id">Number of a command or its reply; null for an event.</param>
/// <param name="Method">Name of a command or event; null for a reply.</param>
/// <param name="SessionId">The CDP session it belongs to; null for the browser itself.</param>
/// <param name="ChildSessionId">
/// The <c>sessionId</c> in an event's parameters: the session that was attached or detached.
/// </param>
internal readonly record struct CdpEnvelope(long? Id, string? Method, string? SessionId, string? ChildSessionId)
{
    /// <summary>
    /// Options for reading CDP: at any depth, because a page decides how deep its document, its frames and the results
    /// of its scripts are nested.
    /// </summary>
    public static readonly JsonSerializerOptions Json = new() { MaxDepth = int.MaxValue };

    /// <summary>
    /// Deepest nesting of a command. Chromium rejects deeper ones, without the id of the command in its error.
    /// </summary>
    public const int MaxCommandDepth = 300;

    /// <summary>Reads the envelope of a message.</summary>
    /// <param name="message">The message, as JSON.</param>
    /// <param name="maxDepth">Deepest nesting that is accepted.</param>
    /// <exception cref="JsonException">The message is not a JSON object of this form.</exception>
    public static CdpEnvelope Read(ReadOnlySpan<byte> message, int maxDepth = int.MaxValue)
    {
        var reader = new Utf8JsonReader(message, DeepJson.Reading with { MaxDepth = maxDepth });
        reader.Read();
        Expect(reader.TokenType == JsonTokenType.StartObject);
        var (id, method, session, child) = ((long?)null, (string?)null, (string?)null, (string?)null);
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (IsNamed(ref reader, "id"u8))
            {
                reader.Read();
                Expect(reader.TokenType == JsonTokenType.Number && reader.TryGetInt64(out _));
                id = reader.GetInt64();
            }
            else if (IsNamed(ref reader, "method"u8))
            {
                method = ReadText(ref reader);
            }
            else if (IsNamed(ref reader, "sessionId"u8))
            {
                session = ReadText(ref reader);
            }
            else if (IsNamed(ref reader, "params"u8))
            {
                child = ReadChild(ref reader);
            }
            else
            {
                reader.Read();
                reader.Skip();
            }
        }

        Expect(!reader.Read()); // nothing may follow the object
        return new(id, method, session, child);
    }

    /// <summary>The id of a malformed message; null when the error comes before it.</summary>
    public static long? IdOf(ReadOnlySpan<byte> message)
    {
        try
        {
            var reader = new Utf8JsonReader(message, DeepJson.Reading);
            reader.Read();
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                var isId = reader.ValueSpan.SequenceEqual("id"u8); // raw bytes: another name may not be valid Unicode
                reader.Read();
                if (isId)
                {
                    return reader.TokenType == JsonTokenType.Number && reader.TryGetInt64(out var id) ? id : null;
                }

                reader.Skip();
            }
        }
        catch (JsonException)
        {
            // The error comes before the id.
        }

        return null;
    }

    /// <summary>The message with another id and session; null leaves the member out.</summary>
    public static ReadOnlyMemory<byte> Rewrite(ReadOnlySpan<byte> message, long? id, string? sessionId)
    {
        var output = new ArrayBufferWriter<byte>(message.Length + 64);
        var separator = (byte)'{';
        if (id is not null)
        {
            var number = id.Value.ToString(CultureInfo.InvariantCulture);
            Append(output, ref separator, Encoding.UTF8.GetBytes($"\"id\":{number}"));
        }

        if (sessionId is not null)
        {
            var text = JsonSerializer.Serialize(sessionId);
            Append(output, ref separator, Encoding.UTF8.GetBytes($"\"sessionId\":{text}"));
        }

        var reader = new Utf8JsonReader(message, DeepJson.Reading);
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var start = (int)reader.TokenStartIndex;
            var replaced = IsNamed(ref reader, "id"u8) || IsNamed(ref reader, "sessionId"u8);
            reader.Read();
            reader.Skip();
            if (!replaced)
            {
                Append(output, ref separator, message[start..(int)reader.BytesConsumed]);
            }
        }

        output.Write(separator == '{' ? "{}"u8 : "}"u8);
        return output.WrittenMemory;
    }

    private static void Append(ArrayBufferWriter<byte> output, ref byte separator, ReadOnlySpan<byte> member)
    {
        output.Write([separator]);
        output.Write(member);
        separator = (byte)',';
    }

    private static string? ReadChild(ref Utf8JsonReader reader)
    {
        reader.Read();
        string? child = null;
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            reader.Skip();
            return child;
        }

        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var isSession = IsNamed(ref reader, "sessionId"u8);
            reader.Read();
            child = isSession && reader.TokenType == JsonTokenType.String ? TextOf(ref reader) : child;
            reader.Skip();
        }

        return child;
    }

    private static bool IsNamed(ref Utf8JsonReader reader, ReadOnlySpan<byte> name)
    {
        try
        {
            return reader.ValueTextEquals(name);
        }
        catch (InvalidOperationException error)
        {
            throw new JsonException("The name is not valid Unicode.", error);
        }
    }

    private static string? ReadText(ref Utf8JsonReader reader)
    {
        reader.Read();
        Expect(reader.TokenType == JsonTokenType.String);
        return TextOf(ref reader);
    }

    private static string? TextOf(ref Utf8JsonReader reader)
    {
        try
        {
            return reader.GetString();
        }
        catch (InvalidOperationException error)
        {
            throw new JsonException("The text is not valid Unicode.", error);
        }
    }

    private static void Expect(bool condition)
    {
        if (!condition)
        {
            throw new JsonException("The message is not a valid CDP message.");
        }
    }
}
