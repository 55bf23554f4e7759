using System.IO.Compression;
using System.Text.Json;
using AgentCore.Emulator.Core;

namespace AgentCore.Emulator.Browser.Features.Recording;

/// <summary>One event of a recording, a line of a batch.</summary>
/// <param name="Type">One of <see cref="RecordedType"/>, or that of a newer emulator.</param>
/// <param name="Timestamp">When it happened, in milliseconds since 1970.</param>
/// <param name="Page">Its page.</param>
/// <param name="Frame">Its frame, where that is of another origin than the page; else null.</param>
/// <param name="Data">Its data, as JSON of any depth.</param>
internal sealed record RecordedEvent(
    string Type, long Timestamp, string Page, string? Frame, ReadOnlyMemory<byte> Data)
{
    /// <summary>Reads a line.</summary>
    /// <exception cref="JsonException">It is not an event.</exception>
    public static RecordedEvent Read(ReadOnlyMemory<byte> line)
    {
        var (type, timestamp, page, frame) = ((string?)null, 0L, (string?)null, (string?)null);
        var data = ReadOnlyMemory<byte>.Empty;
        var reader = new Utf8JsonReader(line.Span, DeepJson.Reading);
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = reader.GetString();
            reader.Read();
            var start = (int)reader.TokenStartIndex;
            switch (name)
            {
                case "type":
                    type = reader.GetString();
                    break;
                case "timestamp":
                    timestamp = reader.GetInt64();
                    break;
                case "page":
                    page = reader.GetString();
                    break;
                case "frame":
                    frame = reader.GetString();
                    break;
            }

            reader.Skip();
            data = name == "data" ? line[start..(int)reader.BytesConsumed] : data;
        }

        return type is not null && page is not null && data.Length > 0
            ? new(type, timestamp, page, frame, data)
            : throw new JsonException("It has no type, page or data.");
    }
}

/// <summary>The lines of a batch. They are read one at a time, since a batch may be from anywhere.</summary>
/// <param name="compressed">The batch.</param>
internal sealed class RecordedLines(Stream compressed) : IDisposable
{
    private const int Longest = 64 * 1024 * 1024;
    private readonly GZipStream _content = new(compressed, CompressionMode.Decompress);
    private byte[] _buffer = new byte[64 * 1024];
    private int _start;
    private int _end;

    /// <summary>The next line, valid until the one after it; null at the end.</summary>
    /// <exception cref="InvalidDataException">The batch is cut or damaged.</exception>
    public ReadOnlyMemory<byte>? Next()
    {
        var searched = _start;
        while (true)
        {
            if (Array.IndexOf(_buffer, (byte)'\n', searched, _end - searched) is >= 0 and var found)
            {
                var line = _buffer.AsMemory(_start..found);
                _start = found + 1;
                return line;
            }

            searched = MakeRoom();
            var count = _content.Read(_buffer, _end, _buffer.Length - _end);
            if (count == 0)
            {
                return _end == _start ? null : throw new InvalidDataException("The last line has no end.");
            }

            _end += count;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _content.Dispose();

    // Returns where what was not searched yet begins.
    private int MakeRoom()
    {
        _buffer.AsSpan(_start.._end).CopyTo(_buffer);
        (_start, _end) = (0, _end - _start);
        if (_end == _buffer.Length)
        {
            if (_end >= Longest)
            {
                throw new InvalidDataException("A line is too long.");
            }

            Array.Resize(ref _buffer, _buffer.Length * 2);
        }

        return _end;
    }
}
