using System.Buffers;

namespace AgentCore.Emulator.Core;

/// <summary>
/// Bytes that wait for a reader: a few in memory, many in a temporary file, so that what calls have written and their
/// callers have not read does not fill the memory. The file is nobody else's, and gone with the process at the latest.
/// </summary>
internal sealed class SpillBuffer : IBufferWriter<byte>, IDisposable
{
    private const int MaxInMemory = 256 * 1024;
    private const int SegmentLength = 16 * 1024;
    private const int PieceLength = 64 * 1024;

    private Stream _content = new MemoryStream();
    private byte[] _segment = [];

    /// <summary>Number of bytes.</summary>
    public long Length => _content.Length;

    /// <summary>Whether the bytes are in a file.</summary>
    public bool IsInFile => _content is FileStream;

    /// <summary>Adds bytes.</summary>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public void Write(ReadOnlySpan<byte> bytes)
    {
        if (_content is MemoryStream memory && memory.Length + bytes.Length > MaxInMemory)
        {
            var file = CreateFile();
            memory.WriteTo(file);
            _content = file;
        }

        _content.Write(bytes);
    }

    /// <inheritdoc/>
    public void Advance(int count) => Write(_segment.AsSpan(0, count));

    /// <inheritdoc/>
    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        if (_segment.Length < Math.Max(sizeHint, 1))
        {
            _segment = new byte[Math.Max(sizeHint, SegmentLength)];
        }

        return _segment;
    }

    /// <inheritdoc/>
    public Span<byte> GetSpan(int sizeHint = 0) => GetMemory(sizeHint).Span;

    /// <summary>All bytes, in pieces that are valid until the next. Nothing may be written meanwhile.</summary>
    public IEnumerable<ReadOnlyMemory<byte>> Read()
    {
        var piece = new byte[Math.Min(PieceLength, Length)];
        _content.Position = 0;
        for (var length = _content.Read(piece); length > 0; length = _content.Read(piece))
        {
            yield return piece.AsMemory(0, length);
        }
    }

    /// <summary>A copy of all bytes.</summary>
    public byte[] ToArray()
    {
        var bytes = new byte[Length];
        _content.Position = 0;
        _content.ReadExactly(bytes);
        return bytes;
    }

    /// <summary>Removes all bytes.</summary>
    public void Clear() => _content.SetLength(0);

    /// <inheritdoc/>
    public void Dispose() => _content.Dispose();

    private static FileStream CreateFile()
    {
        var path = Path.Combine(Path.GetTempPath(), $"agentcore-output-{Guid.NewGuid():n}");
        var options = new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.ReadWrite,
            Options = FileOptions.DeleteOnClose,
            BufferSize = 0,
        };
        if (OperatingSystem.IsWindows())
        {
            return new(path, options);
        }

        options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        var file = new FileStream(path, options);
        File.Delete(path); // without a name it ends with the process, also with one that is killed
        return file;
    }
}
