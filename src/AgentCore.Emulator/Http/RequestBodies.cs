using System.Buffers;

namespace AgentCore.Emulator.Http;

/// <summary>
/// Reads request bodies into memory, and limits how much all requests together hold. A signature covers the whole body,
/// so without a limit a caller who knows only the access key could fill the memory.
/// </summary>
/// <param name="longest">Longest body in bytes, which the server sees to.</param>
/// <param name="maxBytes">Maximum length of all bodies together.</param>
internal sealed class RequestBodies(long longest, long maxBytes)
{
    private const int MinCapacity = 64 * 1024;
    private long _held;

    /// <summary>Longest body in bytes.</summary>
    public long Longest => longest;

    /// <summary>Reads a body. Disposing the result makes room for others.</summary>
    /// <exception cref="ServiceException">The bodies of other requests leave no room for it.</exception>
    /// <exception cref="BadHttpRequestException">It is too long or malformed.</exception>
    public async Task<RequestBody> ReadAsync(HttpRequest request)
    {
        var body = new RequestBody(count => Interlocked.Add(ref _held, -count));
        if (request.ContentLength is null or 0 && !request.Headers.ContainsKey("Transfer-Encoding"))
        {
            return body; // not read: what follows the head of an upgrade belongs to the WebSocket
        }

        try
        {
            while (true)
            {
                var part = await request.BodyReader.ReadAsync(request.HttpContext.RequestAborted);
                body.Add(part.Buffer, MinCapacity, request.ContentLength);
                var held = Interlocked.Add(ref _held, part.Buffer.Length);
                request.BodyReader.AdvanceTo(part.Buffer.End); // also on failure: the server reads the rest of it
                if (held > maxBytes)
                {
                    throw ServiceErrors.Throttled(
                        $"The current requests hold more than {maxBytes} bytes together. "
                        + "Wait until some have ended, then try again.");
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
/// <param name="release">Takes the number of bytes that are free again.</param>
internal sealed class RequestBody(Action<long> release) : IDisposable
{
    private byte[] _bytes = [];
    private int _length;

    /// <summary>The content.</summary>
    public ReadOnlyMemory<byte> Content => _bytes.AsMemory(0, _length);

    /// <summary>
    /// Appends a part. Memory grows with what was received, never with the announced length, which may never come.
    /// </summary>
    public void Add(ReadOnlySequence<byte> part, int minCapacity, long? announced)
    {
        var needed = _length + part.Length;
        if (needed > _bytes.Length)
        {
            var doubled = Math.Max(2L * _bytes.Length, minCapacity);
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
