using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace AgentCore.Emulator.Core.Network;

/// <summary>The body of a request, and what was read of it with the headers.</summary>
/// <param name="client">The connection that it comes from.</param>
/// <param name="early">What was read with the headers.</param>
internal sealed class RequestBody(NetworkStream client, byte[] early)
{
    private const int LongestLine = 4096;
    private readonly byte[] _buffer = new byte[64 * 1024];
    private ReadOnlyMemory<byte> _read = early;

    /// <summary>Copies the body and nothing behind it.</summary>
    /// <exception cref="IOException">A side closed its connection, or a chunk is not valid.</exception>
    public async Task CopyAsync(HttpHead request, NetworkStream server, CancellationToken cancellationToken)
    {
        if (!request.IsChunked)
        {
            await CopyAsync(server, request.ContentLength, cancellationToken);
            return;
        }

        long length;
        do
        {
            // Written anew, without extensions and trailers, so that the server understands it as it was read here.
            length = ChunkLength(await ReadLineAsync(cancellationToken));
            await server.WriteAsync(Encoding.ASCII.GetBytes($"{length:x}\r\n"), cancellationToken);
            await CopyAsync(server, length, cancellationToken);
            while (await ReadLineAsync(cancellationToken) is { Length: > 0 } trailer)
            {
                if (length > 0)
                {
                    throw new IOException($"A chunk is followed by '{trailer}'.");
                }
            }

            await server.WriteAsync("\r\n"u8.ToArray(), cancellationToken);
        }
        while (length > 0);
    }

    /// <summary>Reads and drops what comes until the client closes its connection.</summary>
    public async Task DiscardAsync(CancellationToken cancellationToken)
    {
        while (await client.ReadAsync(_buffer, cancellationToken) > 0)
        {
            // Each connection serves one request.
        }
    }

    private static long ChunkLength(string line) =>
        long.TryParse(
            line.Split(';')[0].Trim(), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var length)
        && length >= 0
            ? length
            : throw new IOException("A chunk has no length.");

    private async Task CopyAsync(NetworkStream server, long length, CancellationToken cancellationToken)
    {
        while (length > 0)
        {
            await FillAsync(cancellationToken);
            var part = _read[..(int)Math.Min(length, _read.Length)];
            await server.WriteAsync(part, cancellationToken);
            _read = _read[part.Length..];
            length -= part.Length;
        }
    }

    private async Task<string> ReadLineAsync(CancellationToken cancellationToken)
    {
        var line = new StringBuilder();
        while (line.Length < LongestLine)
        {
            await FillAsync(cancellationToken);
            var letter = (char)_read.Span[0];
            _read = _read[1..];
            if (letter == '\n')
            {
                return line.ToString().TrimEnd('\r');
            }

            line.Append(letter);
        }

        throw new IOException("A line of the body is too long.");
    }

    private async Task FillAsync(CancellationToken cancellationToken)
    {
        if (_read.IsEmpty)
        {
            var count = await client.ReadAsync(_buffer, cancellationToken);
            _read = count > 0 ? _buffer.AsMemory(0, count) : throw new IOException("The body ends early.");
        }
    }
}
