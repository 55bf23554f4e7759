using System.Text;

namespace AgentCore.Emulator.Browser.Features.Proxies;

/// <summary>First line and headers of an HTTP/1.1 message, and what was read of its body by the way.</summary>
/// <param name="FirstLine">Request line or status line.</param>
/// <param name="Headers">Header lines.</param>
/// <param name="Rest">Bytes after the head.</param>
internal sealed record HttpHead(string FirstLine, IReadOnlyList<string> Headers, byte[] Rest)
{
    private const int Longest = 256 * 1024;

    // Headers that are for one connection, not for the message.
    private static readonly string[] OfConnection = ["connection", "proxy-connection", "keep-alive", "proxy-authorization"];

    /// <summary>The words of the first line.</summary>
    public string[] Words => FirstLine.Split(' ', 3);

    /// <summary>Reads a head.</summary>
    /// <exception cref="IOException">The other side closed, or sent no head.</exception>
    public static async Task<HttpHead> ReadAsync(Stream stream, byte[] before, CancellationToken cancellationToken)
    {
        using var read = new MemoryStream();
        read.Write(before);
        var buffer = new byte[16 * 1024];
        while (true)
        {
            var bytes = read.GetBuffer().AsMemory(0, (int)read.Length);
            if (bytes.Span.IndexOf("\r\n\r\n"u8) is >= 0 and var end)
            {
                var lines = Encoding.Latin1.GetString(bytes.Span[..end]).Split("\r\n");
                return new(lines[0], lines[1..], bytes[(end + 4)..].ToArray());
            }

            var count = await stream.ReadAsync(buffer, cancellationToken);
            if (count == 0 || read.Length > Longest)
            {
                throw new IOException("No HTTP message came.");
            }

            read.Write(buffer, 0, count);
        }
    }

    /// <summary>The head as bytes, to be sent on over a connection that serves this message alone.</summary>
    /// <param name="firstLine">The first line.</param>
    /// <param name="extra">Further header lines, each with its line end.</param>
    public byte[] ForOneMessage(string firstLine, string extra = "")
    {
        var kept = Headers.Where(line => !OfConnection.Contains(line.Split(':')[0].Trim().ToLowerInvariant()));
        return Encoding.Latin1.GetBytes($"{string.Join("\r\n", kept.Prepend(firstLine))}\r\n{extra}Connection: close\r\n\r\n");
    }
}
