using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;

namespace AgentCore.Emulator.Doctor;

/// <summary>One message of an event stream.</summary>
/// <param name="Kind"><c>event</c> or <c>exception</c>.</param>
/// <param name="Name">Name of the event or exception.</param>
/// <param name="Payload">Its JSON.</param>
internal sealed record StreamMessage(string Kind, string Name, JsonElement Payload)
{
    private const int Prelude = 12;
    private const int Checksum = 4;

    /// <summary>Reads messages as they come. Checksums are left to real clients.</summary>
    public static async IAsyncEnumerable<StreamMessage> ReadAllAsync(
        Stream stream, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var prelude = new byte[Prelude];
        while (await stream.ReadAtLeastAsync(prelude, Prelude, throwOnEndOfStream: false, cancellationToken) == Prelude)
        {
            var rest = new byte[BinaryPrimitives.ReadInt32BigEndian(prelude) - Prelude];
            await stream.ReadExactlyAsync(rest, cancellationToken);
            var headersEnd = BinaryPrimitives.ReadInt32BigEndian(prelude.AsSpan(4));
            var headers = Headers(rest.AsSpan(0, headersEnd));
            var kind = headers[":message-type"];
            using var json = JsonDocument.Parse(rest.AsMemory(headersEnd..^Checksum));
            yield return new(kind, headers[$":{kind}-type"], json.RootElement.Clone());
        }
    }

    // All headers of this service are texts: name length, name, type 7, value length, value.
    private static Dictionary<string, string> Headers(ReadOnlySpan<byte> bytes)
    {
        var headers = new Dictionary<string, string>();
        while (!bytes.IsEmpty)
        {
            var nameEnd = 1 + bytes[0];
            var valueStart = nameEnd + 3;
            var valueEnd = valueStart + BinaryPrimitives.ReadUInt16BigEndian(bytes[(nameEnd + 1)..]);
            headers[Encoding.UTF8.GetString(bytes[1..nameEnd])] = Encoding.UTF8.GetString(bytes[valueStart..valueEnd]);
            bytes = bytes[valueEnd..];
        }

        return headers;
    }
}
