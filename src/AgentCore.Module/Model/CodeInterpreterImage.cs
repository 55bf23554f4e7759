using AgentCore.Errors;

namespace AgentCore;

/// <summary>A picture that a program drew.</summary>
public sealed class CodeInterpreterImage
{
    private readonly Func<byte[], string, FileInfo> _save;

    /// <param name="data">The picture file's bytes.</param>
    /// <param name="mimeType">Kind of the picture.</param>
    /// <param name="save">Writes bytes to a path as PowerShell understands it.</param>
    internal CodeInterpreterImage(byte[] data, string mimeType, Func<byte[], string, FileInfo> save)
    {
        _save = save;
        Data = data;
        MimeType = mimeType;
        if (ImageSize.Read(data) is var (width, height))
        {
            (Width, Height) = (width, height);
        }
    }

    /// <summary>The picture file's bytes.</summary>
    public byte[] Data { get; }

    /// <summary>Kind of the picture, such as <c>image/png</c>.</summary>
    public string MimeType { get; }

    /// <summary>Size of the picture file in bytes.</summary>
    public int Length => Data.Length;

    /// <summary>Width in pixels; null unless the file is a PNG, GIF or JPEG.</summary>
    public int? Width { get; }

    /// <summary>Height in pixels; null unless the file is a PNG, GIF or JPEG.</summary>
    public int? Height { get; }

    /// <summary>Writes the picture file; one that is there is overwritten.</summary>
    /// <param name="path">Where to; a relative path is below PowerShell's current location.</param>
    /// <returns>The file.</returns>
    /// <exception cref="IOException">It cannot be written.</exception>
    /// <exception cref="AgentCoreException">The path is not one of the file system, it is a folder, or its folder does
    /// not exist.</exception>
    public FileInfo Save(string path) => _save(Data, path);

    /// <summary>Kind and size.</summary>
    public override string ToString() =>
        Width is null ? $"{MimeType}, {Length} bytes" : $"{MimeType}, {Width}x{Height}, {Length} bytes";
}

/// <summary>Reads how many pixels a picture has from the head of its file.</summary>
internal static class ImageSize
{
    /// <summary>Width and height; null unless the bytes are the complete head of a PNG, GIF or JPEG.</summary>
    public static (int Width, int Height)? Read(byte[] file) => file switch
    {
        [0x89, (byte)'P', (byte)'N', (byte)'G', _, _, _, _, _, _, _, _, (byte)'I', (byte)'H', (byte)'D', (byte)'R', ..]
            when file.Length >= 24 =>
            (Big(file, 18) | (Big(file, 16) << 16), Big(file, 22) | (Big(file, 20) << 16)),
        [(byte)'G', (byte)'I', (byte)'F', ..] when file.Length >= 10 => (
            file[6] | (file[7] << 8), file[8] | (file[9] << 8)),
        [0xFF, 0xD8, ..] => Jpeg(file),
        _ => null,
    };

    // A JPEG is a row of segments: FF, a kind, a length. The size stands in the frame header (C0 to CF, but for three).
    private static (int Width, int Height)? Jpeg(byte[] file)
    {
        for (var at = 2; at + 9 <= file.Length && file[at] == 0xFF; at += 2 + Big(file, at + 2))
        {
            if (file[at + 1] is >= 0xC0 and <= 0xCF and not (0xC4 or 0xC8 or 0xCC))
            {
                return (Big(file, at + 7), Big(file, at + 5));
            }
        }

        return null;
    }

    private static int Big(byte[] file, int at) => (file[at] << 8) | file[at + 1];
}
