using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using Amazon.Runtime.EventStreams;

namespace AgentCore.Client.Transport;

/// <summary>Reads the headers of a message. Every length in it is checked against what is there.</summary>
internal ref struct HeaderReader(ReadOnlySpan<byte> bytes)
{
    private ReadOnlySpan<byte> _rest = bytes;

    /// <summary>All headers; of equal names the last one counts.</summary>
    /// <exception cref="EventStreamParseException">The bytes are no headers.</exception>
    public Dictionary<string, string> ReadAll()
    {
        var headers = new Dictionary<string, string>(StringComparer.Ordinal);
        while (!_rest.IsEmpty)
        {
            var name = Text(Take(Take(1)[0]));
            headers[name] = Value(Take(1)[0]);
        }

        return headers;
    }

    private string Value(byte type) => type switch
    {
        0 => "true",
        1 => "false",
        2 => ((sbyte)Take(1)[0]).ToString(CultureInfo.InvariantCulture),
        3 => BinaryPrimitives.ReadInt16BigEndian(Take(2)).ToString(CultureInfo.InvariantCulture),
        4 => BinaryPrimitives.ReadInt32BigEndian(Take(4)).ToString(CultureInfo.InvariantCulture),
        5 or 8 => BinaryPrimitives.ReadInt64BigEndian(Take(8)).ToString(CultureInfo.InvariantCulture),
        6 => Convert.ToBase64String(Sized().ToArray()),
        7 => Text(Sized()),
        9 => BitConverter.ToString(Take(16).ToArray()),
        _ => throw new EventStreamParseException($"A header of the event stream has the unknown type {type}."),
    };

    private ReadOnlySpan<byte> Sized() => Take(BinaryPrimitives.ReadUInt16BigEndian(Take(2)));

    private ReadOnlySpan<byte> Take(int count)
    {
        if (count > _rest.Length)
        {
            throw new EventStreamParseException(
                $"A header of the event stream needs {count} bytes where {_rest.Length} are left.");
        }

        var taken = _rest.Slice(0, count);
        _rest = _rest.Slice(count);
        return taken;
    }

    private static string Text(ReadOnlySpan<byte> bytes) => Encoding.UTF8.GetString(bytes.ToArray());
}
