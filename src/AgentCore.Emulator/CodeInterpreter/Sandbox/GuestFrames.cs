using System.Buffers;
using System.Buffers.Binary;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace AgentCore.Emulator.CodeInterpreter.Sandbox;

/// <summary>
/// The frames between emulator and guest program: the lengths of head and body (two big-endian 32-bit numbers), a JSON
/// head and a raw body.
/// </summary>
internal static class GuestFrames
{
    private const int MaxPartBytes = 256 * 1024 * 1024;
    private const int MaxCopiedBytes = 64 * 1024;
    private const int LengthsSize = 8;

    private static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    /// <summary>JSON as the guest program reads it.</summary>
    public static string ToJson<T>(T value) => JsonSerializer.Serialize(value, Json);

    /// <summary>
    /// Writes a frame: a short one at once, so that its reader wakes once; the body of a long one is not copied.
    /// </summary>
    public static async Task WriteAsync(Stream stream, GuestRequest head, IEnumerable<ReadOnlyMemory<byte>> body)
    {
        var parts = body.ToArray();
        var length = parts.Sum(part => part.Length);
        var json = JsonSerializer.SerializeToUtf8Bytes(head, Json);
        var start = new ArrayBufferWriter<byte>(LengthsSize + json.Length);
        BinaryPrimitives.WriteInt32BigEndian(start.GetSpan(LengthsSize), json.Length);
        BinaryPrimitives.WriteInt32BigEndian(start.GetSpan(LengthsSize)[4..], length);
        start.Advance(LengthsSize);
        start.Write(json);
        if (length <= MaxCopiedBytes)
        {
            Array.ForEach(parts, part => start.Write(part.Span));
            parts = [];
        }

        await stream.WriteAsync(start.WrittenMemory);
        foreach (var part in parts)
        {
            await stream.WriteAsync(part);
        }

        await stream.FlushAsync();
    }

    /// <summary>Reads a frame; null at the end of the stream.</summary>
    /// <exception cref="InvalidDataException">The frame is not valid.</exception>
    public static GuestEvent? Read(Stream stream)
    {
        try
        {
            Span<byte> lengths = stackalloc byte[LengthsSize];
            stream.ReadExactly(lengths);
            var head = ReadPart(stream, BinaryPrimitives.ReadInt32BigEndian(lengths));
            var body = ReadPart(stream, BinaryPrimitives.ReadInt32BigEndian(lengths[4..]));
            return JsonSerializer.Deserialize<GuestEvent>(head, Json) is { Event: not null } received
                ? received with { Body = body }
                : throw new JsonException("The head has no event.");
        }
        catch (EndOfStreamException)
        {
            return null;
        }
        catch (JsonException error)
        {
            throw new InvalidDataException("The guest program sent a head that is not valid.", error);
        }
    }

    private static byte[] ReadPart(Stream stream, int length)
    {
        if (length is < 0 or > MaxPartBytes)
        {
            throw new InvalidDataException($"The guest program sent a frame of {(uint)length} bytes.");
        }

        var bytes = new byte[length];
        stream.ReadExactly(bytes);
        return bytes;
    }
}

/// <summary>An event of a call, from the guest program.</summary>
/// <param name="Event">
/// <c>ready</c> once at the start; <c>stdout</c>, <c>stderr</c>, <c>image</c>, <c>display</c> (another form of an
/// object, such as HTML), <c>lost</c>, <c>file</c> and <c>entries</c> in between; <c>end</c> or
/// <c>refused</c> once, last.
/// </param>
internal sealed record GuestEvent(string Event)
{
    /// <summary>Number of the call.</summary>
    public int Call { get; init; }

    /// <summary>Raw content: output, an image or a file.</summary>
    public ReadOnlyMemory<byte> Body { get; init; }

    /// <summary>Exit code of the code or program.</summary>
    public int ExitCode { get; init; }

    /// <summary>Name of the signal that ended the process, if one did.</summary>
    public string? Signal { get; init; }

    /// <summary>Whether the interpreter itself has ended.</summary>
    public bool Died { get; init; }

    /// <summary>Whether output was dropped.</summary>
    public bool Truncated { get; init; }

    /// <summary>Duration of the call in seconds.</summary>
    public double Seconds { get; init; }

    /// <summary>Why the request was rejected.</summary>
    public string? Reason { get; init; }

    /// <summary>URI of a file, such as <c>file:///data.csv</c>.</summary>
    public string? Uri { get; init; }

    /// <summary>MIME type of a file by its name; null when it is unknown.</summary>
    public string? MimeType { get; init; }

    /// <summary>Content of a folder, or a part of it.</summary>
    public IReadOnlyList<GuestEntry>? Entries { get; init; }

    /// <summary>Whether it is the last event of its call.</summary>
    public bool IsLast => Event is "end" or "refused";
}

/// <summary>A file or folder in a folder.</summary>
/// <param name="Name">Name of the file or folder.</param>
/// <param name="Uri">URI, such as <c>file:///data.csv</c>.</param>
/// <param name="Folder">Whether it is a folder.</param>
/// <param name="MimeType">MIME type of a file.</param>
/// <param name="Size">Size of a file in bytes.</param>
internal sealed record GuestEntry(string Name, string Uri, bool Folder, string? MimeType, long? Size);

/// <summary>The head of a request to the guest program.</summary>
/// <param name="Op">
/// What to do: <c>python</c>, <c>program</c>, <c>write</c>, <c>read</c>, <c>list</c>, <c>remove</c>; <c>cancel</c> or
/// <c>taken</c> for one of those that runs.
/// </param>
internal sealed record GuestRequest(string Op)
{
    /// <summary>
    /// Number of the call. <c>cancel</c> and <c>taken</c> have the number of the call that they belong to.
    /// </summary>
    public int Call { get; init; }

    /// <summary>Whether a new interpreter is started.</summary>
    public bool? Clear { get; init; }

    /// <summary>Maximum length of output or of files, in bytes.</summary>
    public long? Limit { get; init; }

    /// <summary>Number of bytes that were read since the last time; as many more may be sent.</summary>
    public int? Taken { get; init; }

    /// <summary>Program and arguments.</summary>
    public IReadOnlyList<string>? Arguments { get; init; }

    /// <summary>Whether the program runs in a terminal.</summary>
    public bool? Terminal { get; init; }

    /// <summary>Path of a folder.</summary>
    public string? Path { get; init; }

    /// <summary>Paths of files.</summary>
    public IReadOnlyList<string>? Paths { get; init; }

    /// <summary>Length of each file in the body, in bytes.</summary>
    public IReadOnlyList<int>? Sizes { get; init; }
}
