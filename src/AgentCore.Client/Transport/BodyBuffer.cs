namespace AgentCore.Client.Transport;

/// <summary>Reads a body into memory.</summary>
internal static class BodyBuffer
{
    /// <summary>Reads to the end, however long it takes as long as something comes.</summary>
    public static async Task<MemoryStream> ReadAsync(Stream body, SilenceLimit limit)
    {
        var copy = new MemoryStream();
        var buffer = new byte[16 * 1024];
        // A network stream of an old framework may ignore the token in the middle of a read; closing it does not.
        using (limit.Token.Register(body.Dispose))
        {
            int count;
            while ((count = await body.ReadAsync(buffer.AsMemory(), limit.Token).ConfigureAwait(false)) > 0)
            {
                copy.Write(buffer, 0, count);
                limit.Restart();
            }
        }

        limit.Token.ThrowIfCancellationRequested();
        copy.Position = 0;
        return copy;
    }
}
