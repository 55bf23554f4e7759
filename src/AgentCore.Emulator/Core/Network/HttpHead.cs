using System.Globalization;
using System.Text;

namespace AgentCore.Emulator.Core.Network;

/// <summary>First line and headers of an HTTP/1.1 message, and the part of its body that was read with them.</summary>
/// <param name="FirstLine">Request line or status line.</param>
/// <param name="Headers">Header lines, without line ends.</param>
/// <param name="Rest">Bytes that were read after the headers.</param>
internal sealed record HttpHead(string FirstLine, IReadOnlyList<string> Headers, byte[] Rest)
{
    private const int MaxLength = 256 * 1024;

    // Headers that apply to one connection, not to the message.
    private static readonly string[] ConnectionHeaders =
        ["connection", "proxy-connection", "keep-alive", "proxy-authorization", "proxy-authenticate", "upgrade"];

    // Headers that say where a message ends or for whom it is: a sender cannot declare them to be of the connection.
    private static readonly string[] MessageHeaders = ["content-length", "transfer-encoding", "host"];

    /// <summary>The words of the first line.</summary>
    public string[] Words => FirstLine.Split(' ', 3);

    /// <summary>Whether the body of a request is sent in chunks, and not as one piece.</summary>
    public bool IsChunked => Values("transfer-encoding").Any();

    /// <summary>Length in bytes of the body of a request that is not sent in chunks.</summary>
    public long ContentLength => Values("content-length").FirstOrDefault() is { } text
        ? long.Parse(text, NumberStyles.None, CultureInfo.InvariantCulture)
        : 0;

    /// <summary>
    /// Whether there is only one way to read a request: where its lines and its body end, and what its headers are. Two
    /// servers must not read it differently, or a second request could hide in it.
    /// </summary>
    public bool IsPlain
    {
        get
        {
            if (FirstLine.Any(char.IsControl) || !Headers.All(IsHeader))
            {
                return false;
            }

            var (codings, lengths) = (Values("transfer-encoding").ToArray(), Values("content-length").ToArray());
            return (codings, lengths) switch
            {
                ([], []) => true,
                ([var coding], []) => coding.Equals("chunked", StringComparison.OrdinalIgnoreCase),
                ([], [var length]) => long.TryParse(length, NumberStyles.None, CultureInfo.InvariantCulture, out _),
                _ => false,
            };
        }
    }

    /// <summary>Reads the first line and the headers.</summary>
    /// <exception cref="IOException">The connection was closed, or the message is not valid.</exception>
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
            if (count == 0 || read.Length > MaxLength)
            {
                throw new IOException("The connection did not send a valid HTTP message.");
            }

            read.Write(buffer, 0, count);
        }
    }

    /// <summary>The values of a header.</summary>
    /// <param name="name">Its name, in lower case.</param>
    public IEnumerable<string> Values(string name) => Headers
        .Select(line => line.Split(':', 2))
        .Where(parts => parts.Length == 2 && parts[0].Trim().Equals(name, StringComparison.OrdinalIgnoreCase))
        .Select(parts => parts[1].Trim());

    /// <summary>The first line and headers as bytes, for a connection that serves this message alone.</summary>
    /// <param name="firstLine">The first line.</param>
    /// <param name="without">Names of headers to leave out, in lower case.</param>
    /// <param name="extra">Further header lines, each with its line end.</param>
    public byte[] ForOneMessage(string firstLine, IEnumerable<string>? without = null, string extra = "")
    {
        string[] dropped = [.. ConnectionHeaders, .. without ?? [], .. Values("connection")
            .SelectMany(value => value.Split(',', StringSplitOptions.TrimEntries))
            .Select(name => name.ToLowerInvariant())
            .Except(MessageHeaders)];
        var kept = Headers.Where(line => !dropped.Contains(line.Split(':')[0].Trim().ToLowerInvariant()));
        var lines = string.Join("\r\n", kept.Prepend(firstLine));
        return Encoding.Latin1.GetBytes($"{lines}\r\n{extra}Connection: close\r\n\r\n");
    }

    private static bool IsHeader(string line) => line.IndexOf(':') is > 0 and var colon
        && line[..colon].All(letter => char.IsAsciiLetterOrDigit(letter) || "!#$%&'*+-.^_`|~".Contains(letter))
        && line.All(letter => letter == '\t' || !char.IsControl(letter));
}
