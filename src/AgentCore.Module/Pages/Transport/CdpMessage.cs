using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.RegularExpressions;

namespace AgentCore.Pages.Transport;

/// <summary>What a message of the Chrome DevTools Protocol says about itself: the members around its content.</summary>
/// <param name="Id">The command that it is the response to; null for an event.</param>
/// <param name="SessionId">The attachment it belongs to; null for the browser itself.</param>
/// <param name="Method">The event; null for a response.</param>
/// <param name="Depth">How deeply its JSON is nested.</param>
internal readonly record struct CdpMessage(int? Id, string? SessionId, string? Method, int Depth)
{
    /// <summary>How deeply a message may be nested: a document tree or a script's result can go far.</summary>
    public const int MaxDepth = 10_000;

    private static readonly Regex IdAtTheBeginning = new(@"\A\s*\{\s*""id""\s*:\s*([0-9]+)");
    private static readonly Regex SessionAtEitherEnd = new(@"""sessionId""\s*:\s*""([^""]*)""\s*[,}]");

    /// <summary>
    /// Reads a whole message; of a response to a command of ours, which may be large, no more than the id that it
    /// begins with.
    /// </summary>
    /// <exception cref="JsonException">It is not JSON, or is nested more deeply than any browser sends.</exception>
    public static CdpMessage Read(ReadOnlySpan<byte> json)
    {
        if (FirstId(json) is { } own and >= PendingCommands.FirstId)
        {
            return new CdpMessage(own, null, null, 0);
        }

        var (id, session, method, depth) = ((int?)null, (string?)null, (string?)null, 0);
        var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = MaxDepth });
        while (reader.Read())
        {
            var isOpening = reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray;
            depth = Math.Max(depth, reader.CurrentDepth + (isOpening ? 1 : 0));
            if (reader.CurrentDepth != 1 || reader.TokenType != JsonTokenType.PropertyName)
            {
                continue;
            }

            if (reader.ValueTextEquals("id"u8))
            {
                reader.Read();
                id = reader.GetInt32();
            }
            else if (reader.ValueTextEquals("sessionId"u8))
            {
                reader.Read();
                session = reader.GetString();
            }
            else if (reader.ValueTextEquals("method"u8))
            {
                reader.Read();
                method = reader.GetString();
            }
        }

        return new CdpMessage(id, session, method, depth);
    }

    /// <summary>What can be seen of a message whose middle was thrown away, since it is too large.</summary>
    /// <param name="beginning">Its first bytes.</param>
    /// <param name="end">Its last bytes.</param>
    public static CdpMessage Guess(ReadOnlySpan<byte> beginning, ReadOnlySpan<byte> end)
    {
        var first = Encoding.UTF8.GetString(beginning.ToArray());
        var id = IdAtTheBeginning.Match(first);
        var session = SessionAtEitherEnd.Match(Encoding.UTF8.GetString(end.ToArray()));
        return new CdpMessage(
            id.Success ? int.Parse(id.Groups[1].Value, System.Globalization.CultureInfo.InvariantCulture) : null,
            session.Success ? session.Groups[1].Value : null,
            null,
            0);
    }

    /// <summary>A response that says that the one from the browser cannot be handed on.</summary>
    public byte[] Error(string message) => JsonSerializer.SerializeToUtf8Bytes(
        new { id = Id, error = new { code = CdpException.ServerError, message }, sessionId = SessionId },
        CdpCommand.Format);

    private static int? FirstId(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json);
        return reader.Read() && reader.TokenType == JsonTokenType.StartObject
            && reader.Read() && reader.TokenType == JsonTokenType.PropertyName && reader.ValueTextEquals("id"u8)
            && reader.Read() && reader.TokenType == JsonTokenType.Number && reader.TryGetInt32(out var id)
            ? id
            : null;
    }
}

/// <summary>A command as it goes over the wire.</summary>
internal sealed record CdpCommand(int Id, string Method, object Params, string? SessionId)
{
    public static readonly JsonSerializerOptions Format = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };
}
