namespace AgentCore.Emulator.Protocol.EventStream;

/// <summary>The CRC-32 of IEEE 802.3, which event-stream frames end with, and which zip archives have of each file.</summary>
internal static class Crc32
{
    private static readonly uint[] Table = [.. Enumerable.Range(0, 256).Select(index =>
    {
        var entry = (uint)index;
        for (var bit = 0; bit < 8; bit++)
        {
            entry = (entry & 1) == 0 ? entry >> 1 : (entry >> 1) ^ 0xEDB88320;
        }

        return entry;
    })];

    /// <summary>The checksum of <paramref name="bytes"/>.</summary>
    /// <param name="bytes">What to add up.</param>
    /// <param name="before">The checksum of what comes before them.</param>
    public static uint Of(ReadOnlySpan<byte> bytes, uint before = 0)
    {
        var crc = ~before;
        foreach (var one in bytes)
        {
            crc = Table[(byte)(crc ^ one)] ^ (crc >> 8);
        }

        return ~crc;
    }
}
