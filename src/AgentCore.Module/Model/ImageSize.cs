namespace AgentCore;

/// <summary>Reads how many pixels a picture has from the head of its file.</summary>
internal static class ImageSize
{
    /// <summary>Width and height; null where the bytes are no PNG, GIF or JPEG that is whole so far.</summary>
    public static (int Width, int Height)? Read(byte[] file) => file switch
    {
        [0x89, (byte)'P', (byte)'N', (byte)'G', _, _, _, _, _, _, _, _, (byte)'I', (byte)'H', (byte)'D', (byte)'R', ..] when file.Length >= 24 =>
            (Big(file, 18) | (Big(file, 16) << 16), Big(file, 22) | (Big(file, 20) << 16)),
        [(byte)'G', (byte)'I', (byte)'F', ..] when file.Length >= 10 => (file[6] | (file[7] << 8), file[8] | (file[9] << 8)),
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
