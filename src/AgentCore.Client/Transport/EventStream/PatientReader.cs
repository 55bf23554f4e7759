namespace AgentCore.Client.Transport;

/// <summary>Reads a stream that may be silent for long, but not for ever.</summary>
/// <param name="stream">The bytes from the network.</param>
/// <param name="longestSilence">How long one read may wait.</param>
internal sealed class PatientReader(Stream stream, TimeSpan longestSilence)
{
    /// <summary>Reads what is there next; 0 at the end.</summary>
    /// <exception cref="OperationCanceledException">The caller gave up.</exception>
    /// <exception cref="TimeoutException">Nothing came for too long.</exception>
    public async Task<int> ReadAsync(byte[] buffer, CancellationToken cancellationToken)
    {
        using var limit = new SilenceLimit(longestSilence, cancellationToken);
        try
        {
            // A network stream of an old framework may ignore the token in the middle of a read; closing it does not.
            using (limit.Token.Register(stream.Dispose))
                return await stream.ReadAsync(buffer.AsMemory(), limit.Token).ConfigureAwait(false);
        }
        catch (Exception) when (cancellationToken.IsCancellationRequested)
        {
            throw new OperationCanceledException(cancellationToken);
        }
        catch (Exception) when (limit.IsExceeded)
        {
            throw new TimeoutException($"The stream of events was silent for {longestSilence.TotalSeconds:0.#} s.");
        }
    }
}
