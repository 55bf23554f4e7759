using System.Buffers.Binary;
using System.Globalization;
using AgentCore.Client.Runtime.Marshalling;
using Amazon.Runtime.EventStreams;

namespace AgentCore.Client.Runtime.EventStream;

/// <summary>One message of an event stream, as it lies in the decoder's buffer.</summary>
internal readonly ref struct EventFrame
{
    /// <exception cref="EventStreamParseException">The bytes are not headers.</exception>
    public EventFrame(ReadOnlySpan<byte> headers, ReadOnlySpan<byte> payload)
    {
        Headers = new EventHeaders(headers);
        Payload = payload;
    }

    /// <summary>What the message is.</summary>
    public EventHeaders Headers { get; }

    /// <summary>What it holds.</summary>
    public ReadOnlySpan<byte> Payload { get; }
}

/// <summary>The headers of a message. Every length is checked against the bytes that are left.</summary>
internal readonly ref struct EventHeaders
{
    private readonly ReadOnlySpan<byte> _bytes;

    /// <exception cref="EventStreamParseException">The bytes are not headers.</exception>
    public EventHeaders(ReadOnlySpan<byte> bytes)
    {
        _bytes = bytes;
        var reader = new Reader(bytes);
        while (reader.MoveNext())
        {
            // Each is read, so that what follows can rely on all of them.
        }
    }

    /// <summary>The value of a header as text, whatever its type; of equal names the last one counts.</summary>
    /// <returns>Null where there is none.</returns>
    public string? Find(ReadOnlySpan<byte> name)
    {
        string? found = null;
        var reader = new Reader(_bytes);
        while (reader.MoveNext())
        {
            found = reader.Name.SequenceEqual(name) ? reader.Text : found;
        }

        return found;
    }

    private ref struct Reader(ReadOnlySpan<byte> bytes)
    {
        private ReadOnlySpan<byte> _rest = bytes;
        private ReadOnlySpan<byte> _value;
        private byte _type;

        public ReadOnlySpan<byte> Name { get; private set; }

        public string Text => _type switch
        {
            0 => "true",
            1 => "false",
            2 => ((sbyte)_value[0]).ToString(CultureInfo.InvariantCulture),
            3 => BinaryPrimitives.ReadInt16BigEndian(_value).ToString(CultureInfo.InvariantCulture),
            4 => BinaryPrimitives.ReadInt32BigEndian(_value).ToString(CultureInfo.InvariantCulture),
            5 or 8 => BinaryPrimitives.ReadInt64BigEndian(_value).ToString(CultureInfo.InvariantCulture),
            6 => Convert.ToBase64String(_value.ToArray()),
            7 => RecurringText.Of(_value),
            _ => BitConverter.ToString(_value.ToArray()),
        };

        public bool MoveNext()
        {
            if (_rest.IsEmpty)
            {
                return false;
            }

            Name = Take(Take(1)[0]);
            _type = Take(1)[0];
            _value = Take(_type switch
            {
                0 or 1 => 0,
                2 => 1,
                3 => 2,
                4 => 4,
                5 or 8 => 8,
                6 or 7 => BinaryPrimitives.ReadUInt16BigEndian(Take(2)),
                9 => 16,
                _ => throw new EventStreamParseException(
                    $"A header of the event stream has the unknown type {_type}."),
            });
            return true;
        }

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
    }
}
