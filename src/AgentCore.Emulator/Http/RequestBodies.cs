using System.Buffers;

namespace AgentCore.Emulator.Http;

/// <summary>
/// Reads request bodies into memory, and bounds what all requests together hold there: a signature is verified over the
/// whole body, so whoever knows the access key alone could fill the memory otherwise.
/// </summary>
/// <param name="longest">Longest body in bytes, which the server sees to.</param>
/// <param name="mostBytes">Most bytes of all bodies at a time.</param>
internal sealed class RequestBodies(long longest, long mostBytes)
{
    private const int FirstPart = 64 * 1024;
    private long _held;

    /// <summary>Longest body in bytes.</summary>
    public long Longest => longest;

    /// <summary>Reads a body. Its place among the others is free again when the result is disposed.</summary>
    /// <exception cref="ServiceException">The bodies of other requests leave no room for it.</exception>
    /// <exception cref="BadHttpRequestException">It is longer than the server reads, or malformed.</exception>
    public async Task<RequestBody> ReadAsync(HttpRequest request)
    {
        var body = new RequestBody(count => Interlocked.Add(ref _held, -count));
        if (request.ContentLength is null or 0 && !request.Headers.ContainsKey("Transfer-Encoding"))
        {
            return body; // not even asked for: what follows the head of an upgrade is the WebSocket's
        }

        try
        {
            while (true)
            {
                var part = await request.BodyReader.ReadAsync(request.HttpContext.RequestAborted);
                body.Add(part.Buffer, FirstPart, request.ContentLength);
                var held = Interlocked.Add(ref _held, part.Buffer.Length);
                request.BodyReader.AdvanceTo(part.Buffer.End); // also of what is refused: the server reads the rest of it
                if (held > mostBytes)
                {
                    throw ServiceErrors.Throttled(
                        $"The requests under way hold more than {mostBytes} bytes together. Wait until some have ended, then try again.");
                }

                if (part.IsCompleted)
                {
                    return body;
                }
            }
        }
        catch
        {
            body.Dispose();
            throw;
        }
    }
}

/// <summary>A body in memory.</summary>
/// <param name="release">Gives its bytes back to the bound of all.</param>
internal sealed class RequestBody(Action<long> release) : IDisposable
{
    private byte[] _bytes = [];
    private int _length;

    /// <summary>The content.</summary>
    public ReadOnlyMemory<byte> Content => _bytes.AsMemory(0, _length);

    /// <summary>Takes a part in. Room grows with what came, never with what was announced: that may never come.</summary>
    public void Add(ReadOnlySequence<byte> part, int least, long? announced)
    {
        var needed = _length + part.Length;
        if (needed > _bytes.Length)
        {
            var doubled = Math.Max(2L * _bytes.Length, least);
            Array.Resize(ref _bytes, (int)Math.Max(needed, Math.Min(doubled, announced ?? doubled)));
        }

        part.CopyTo(_bytes.AsSpan(_length));
        _length = (int)needed;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        release(_length);
        (_bytes, _length) = ([], 0);
    }
}
