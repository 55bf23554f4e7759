using System.Buffers.Binary;
using System.IO.Compression;
using System.IO.Hashing;
using System.Text;
using AgentCore.Pages.Pictures;
using Xunit;

namespace Tests.Module.Pages.Pictures;

/// <summary>Pictures that are joined of parts which the test itself encodes.</summary>
public sealed class PngStripsTests
{
    private const int Width = 5;

    [Theory]
    [InlineData(3)]
    [InlineData(4)]
    public void Parts_are_joined_without_a_change_whatever_filters_their_rows_have(int bytesPerPixel)
    {
        var random = new Random(7);
        var pixels = Enumerable.Range(0, 10).Select(_ => new byte[Width * bytesPerPixel]).ToArray();
        foreach (var row in pixels)
        {
            random.NextBytes(row);
        }

        // Every filter stands once in the first row of a part, and once further below.
        using var strips = new PngStrips();
        for (var part = 0; part < 5; part++)
        {
            strips.Add(Encode([.. pixels.Skip(2 * part).Take(2)], [(byte)part, (byte)((part + 3) % 5)], bytesPerPixel));
        }

        Assert.Equal(pixels, Decode(strips.Join(), bytesPerPixel));
    }

    [Fact]
    public void A_part_alone_is_as_it_was_and_what_tells_about_its_colours_stays()
    {
        using var strips = new PngStrips();
        var row = Enumerable.Range(0, 15).Select(value => (byte)value).ToArray();
        strips.Add(Encode([row], [1], 3, ("sRGB", [0])));
        strips.Add(Encode([row], [1], 3, ("sRGB", [0])));
        var joined = strips.Join();
        Assert.Equal([row, row], Decode(joined, 3));
        Assert.Equal(["IHDR", "sRGB", "IDAT", "IEND"], Chunks(joined).Select(chunk => chunk.Type));
    }

    [Fact]
    public void Parts_that_do_not_fit_are_errors()
    {
        using var strips = new PngStrips();
        strips.Add(Encode([new byte[15]], [0], 3));
        Assert.Throws<InvalidDataException>(() => strips.Add(Encode([new byte[18]], [0], 3)));
        Assert.Throws<InvalidDataException>(() => strips.Add(Encode([new byte[20]], [0], 4)));
        Assert.Throws<InvalidDataException>(() => strips.Add(Encode([new byte[15]], [5], 3)));
        Assert.Throws<InvalidDataException>(() => strips.Add(Encode([new byte[15]], [0], 3, height: 2)));
        Assert.Throws<InvalidDataException>(() => strips.Add("nothing of a picture"u8.ToArray()));
    }

    private static byte[] Encode(
        byte[][] rows, byte[] filters, int bytesPerPixel, (string Type, byte[] Data)? more = null, int? height = null)
    {
        using var pixels = new MemoryStream();
        using (var zlib = new ZLibStream(pixels, CompressionLevel.Fastest, leaveOpen: true))
        {
            for (var y = 0; y < rows.Length; y++)
            {
                zlib.WriteByte(filters[y]);
                var above = y > 0 ? rows[y - 1] : new byte[rows[y].Length];
                zlib.Write(rows[y].Select((value, x) => (byte)(value - Predict(
                    filters[y],
                    x < bytesPerPixel ? 0 : rows[y][x - bytesPerPixel],
                    above[x],
                    x < bytesPerPixel ? 0 : above[x - bytesPerPixel]))).ToArray());
            }
        }

        var header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, rows[0].Length / bytesPerPixel);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), height ?? rows.Length);
        (header[8], header[9]) = (8, (byte)(bytesPerPixel == 3 ? 2 : 6));
        var half = (int)pixels.Length / 2; // the pixels of a PNG may stand in several chunks
        return
        [
            0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A,
            .. Chunk("IHDR", header),
            .. more is { } one ? Chunk(one.Type, one.Data) : [],
            .. Chunk("IDAT", pixels.ToArray()[..half]),
            .. Chunk("IDAT", pixels.ToArray()[half..]),
            .. Chunk("IEND", []),
        ];
    }

    private static byte[][] Decode(byte[] png, int bytesPerPixel)
    {
        Assert.Equal([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A], png[..8]);
        var header = Chunks(png).Single(chunk => chunk.Type == "IHDR").Data;
        Assert.Equal(bytesPerPixel == 3 ? 2 : 6, header[9]);
        var width = BinaryPrimitives.ReadInt32BigEndian(header) * bytesPerPixel;
        using var compressed = new MemoryStream(Chunks(png).Single(chunk => chunk.Type == "IDAT").Data);
        using var zlib = new ZLibStream(compressed, CompressionMode.Decompress);
        var rows = new byte[BinaryPrimitives.ReadInt32BigEndian(header.AsSpan(4))][];
        for (var y = 0; y < rows.Length; y++)
        {
            var filter = (byte)zlib.ReadByte();
            rows[y] = new byte[width];
            zlib.ReadExactly(rows[y]);
            for (var x = 0; x < width; x++)
            {
                rows[y][x] += Predict(
                    filter,
                    x < bytesPerPixel ? 0 : rows[y][x - bytesPerPixel],
                    y == 0 ? 0 : rows[y - 1][x],
                    y == 0 || x < bytesPerPixel ? 0 : rows[y - 1][x - bytesPerPixel]);
            }
        }

        Assert.Equal(-1, zlib.ReadByte()); // also checks the sum of the rows
        return rows;
    }

    // As the specification of PNG has it.
    private static byte Predict(byte filter, int left, int above, int corner)
    {
        var (a, b, c) = (
            Math.Abs(above - corner), Math.Abs(left - corner), Math.Abs(left + above - (2 * corner)));
        return (byte)(filter switch
        {
            1 => left,
            2 => above,
            3 => (left + above) / 2,
            4 => a <= b && a <= c ? left : b <= c ? above : corner,
            _ => 0,
        });
    }

    private static IEnumerable<(string Type, byte[] Data)> Chunks(byte[] png)
    {
        for (var at = 8; at < png.Length;)
        {
            var length = BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(at));
            Assert.Equal(
                Crc32.HashToUInt32(png.AsSpan(at + 4, length + 4)),
                BinaryPrimitives.ReadUInt32BigEndian(png.AsSpan(at + 8 + length)));
            yield return (Encoding.ASCII.GetString(png, at + 4, 4), png[(at + 8)..(at + 8 + length)]);
            at += length + 12;
        }
    }

    private static byte[] Chunk(string type, byte[] data)
    {
        var chunk = new byte[data.Length + 12];
        BinaryPrimitives.WriteInt32BigEndian(chunk, data.Length);
        Encoding.ASCII.GetBytes(type).CopyTo(chunk, 4);
        data.CopyTo(chunk, 8);
        BinaryPrimitives.WriteUInt32BigEndian(
            chunk.AsSpan(data.Length + 8), Crc32.HashToUInt32(chunk.AsSpan(4, data.Length + 4)));
        return chunk;
    }
}
