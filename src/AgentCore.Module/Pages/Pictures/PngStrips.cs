using System.Buffers.Binary;
using System.IO.Compression;
using System.IO.Hashing;
using System.Text;

namespace AgentCore.Pages.Pictures;

/// <summary>Joins PNG files of equal width, each the part below the one before, into one, without loss.</summary>
/// <remarks>
/// A PNG compresses rows of pixels, each of which may be told by its difference from the one above. Only the first row
/// of a part, which has none above it there, is told anew. See https://www.w3.org/TR/png-3/.
/// </remarks>
internal sealed class PngStrips : IDisposable
{
    private const int SignatureLength = 8;
    private const byte None = 0;
    private const byte Sub = 1;
    private const byte Up = 2;
    private const byte Average = 3;
    private const byte Paeth = 4;

    private readonly MemoryStream _compressed = new();
    private readonly DeflateStream _deflate;
    private readonly MemoryStream _beginning = new();
    private byte[]? _header;
    private int _height;
    private uint _sumA = 1; // Adler-32
    private uint _sumB;

    public PngStrips()
    {
        _compressed.Write([0x78, 0x9C], 0, 2); // the header of zlib's format
        _deflate = new DeflateStream(_compressed, CompressionLevel.Optimal, leaveOpen: true);
    }

    /// <summary>Adds a part below what there is.</summary>
    /// <param name="png">A PNG file of 8 bits a channel, without a palette and not interlaced.</param>
    /// <exception cref="InvalidDataException">It is none, or does not fit those before.</exception>
    public void Add(byte[] png)
    {
        using var pixels = new MemoryStream();
        var header = Read(png, pixels);
        if (_header is null)
        {
            _header = header;
        }
        else if (!header.AsSpan(0, 4).SequenceEqual(_header.AsSpan(0, 4))
            || !header.AsSpan(8).SequenceEqual(_header.AsSpan(8)))
        {
            throw new InvalidDataException("The parts of the picture have different widths or colours.");
        }

        var height = BinaryPrimitives.ReadInt32BigEndian(header.AsSpan(4));
        var bytesPerPixel = header[9] switch
        {
            2 when header[8] == 8 && header[12] == 0 => 3,
            6 when header[8] == 8 && header[12] == 0 => 4,
            _ => throw new InvalidDataException("A part of the picture is neither 8-bit RGB nor RGBA."),
        };
        pixels.Position = 2;
        using var rows = new DeflateStream(pixels, CompressionMode.Decompress);
        var row = new byte[1 + (BinaryPrimitives.ReadInt32BigEndian(header) * bytesPerPixel)];
        for (var y = 0; y < height; y++)
        {
            Fill(rows, row);
            if (y == 0)
            {
                Unfilter(row, bytesPerPixel);
            }

            _deflate.Write(row, 0, row.Length);
            Sum(row);
        }

        _height += height;
    }

    /// <summary>The whole as a PNG file.</summary>
    public byte[] Join()
    {
        _deflate.Dispose();
        var sum = new byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(sum, (_sumB << 16) | _sumA);
        _compressed.Write(sum, 0, sum.Length);
        var header = (byte[])_header!.Clone();
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), _height);

        using var file = new MemoryStream();
        file.Write([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A], 0, SignatureLength);
        Write(file, "IHDR", header);
        _beginning.WriteTo(file);
        Write(file, "IDAT", _compressed.ToArray());
        Write(file, "IEND", []);
        return file.ToArray();
    }

    public void Dispose()
    {
        _deflate.Dispose();
        _compressed.Dispose();
        _beginning.Dispose();
    }

    // The header; the compressed pixels are added to the stream.
    private byte[] Read(byte[] png, MemoryStream pixels)
    {
        byte[]? header = null;
        for (var at = SignatureLength; at + 12 <= png.Length;)
        {
            var length = BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(at));
            if (length < 0 || length > png.Length - at - 12)
            {
                break; // no chunk of a PNG
            }

            var type = Encoding.ASCII.GetString(png, at + 4, 4);
            var data = png.AsSpan(at + 8, length);
            switch (type)
            {
                case "IHDR":
                    header = data.ToArray();
                    break;
                case "IDAT":
                    pixels.Write(png, at + 8, length);
                    break;
                case "IEND":
                    break;
                default:
                    // What tells about the colours stands before the pixels; that of the first part holds for all.
                    if (_header is null && pixels.Length == 0)
                    {
                        _beginning.Write(png, at, length + 12);
                    }

                    break;
            }

            at += length + 12;
        }

        return header is { Length: 13 }
            ? header
            : throw new InvalidDataException("A part of the picture is not a PNG.");
    }

    private static void Fill(Stream from, byte[] row)
    {
        for (var filled = 0; filled < row.Length;)
        {
            var count = from.Read(row, filled, row.Length - filled);
            filled += count > 0 ? count : throw new InvalidDataException("A part of the picture ends too early.");
        }
    }

    // A first row: nothing is above it, so that the nearest neighbour of Paeth is always the one to the left.
    private static void Unfilter(byte[] row, int bytesPerPixel)
    {
        if (row[0] is Sub or Average or Paeth)
        {
            for (var x = 1 + bytesPerPixel; x < row.Length; x++)
            {
                var left = row[x - bytesPerPixel];
                row[x] += row[0] == Average ? (byte)(left / 2) : left;
            }
        }
        else if (row[0] is not (None or Up))
        {
            throw new InvalidDataException($"A part of the picture has the unknown filter {row[0]}.");
        }

        row[0] = None;
    }

    private void Sum(byte[] row)
    {
        const uint Modulus = 65521;
        for (var start = 0; start < row.Length; start += 3800)
        {
            var end = Math.Min(row.Length, start + 3800); // so many sums fit in 32 bits
            for (var x = start; x < end; x++)
            {
                _sumA += row[x];
                _sumB += _sumA;
            }

            _sumA %= Modulus;
            _sumB %= Modulus;
        }
    }

    private static void Write(Stream file, string type, byte[] data)
    {
        var number = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(number, data.Length);
        file.Write(number, 0, 4);
        var name = Encoding.ASCII.GetBytes(type);
        var hash = new Crc32();
        hash.Append(name);
        hash.Append(data);
        file.Write(name, 0, 4);
        file.Write(data, 0, data.Length);
        BinaryPrimitives.WriteUInt32BigEndian(number, hash.GetCurrentHashAsUInt32());
        file.Write(number, 0, 4);
    }
}
