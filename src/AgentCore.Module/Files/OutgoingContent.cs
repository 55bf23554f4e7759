using AgentCore.Errors;

namespace AgentCore.Files;

/// <summary>Reads a file that is sent, piece by piece and never more of it than there was at the beginning.</summary>
internal sealed class OutgoingContent(OutgoingFile file) : IDisposable
{
    private readonly Stream _source = file.OpenRead();
    private long _left = file.Length;

    /// <summary>Whether all of it was read.</summary>
    public bool AtEnd => _left == 0;

    /// <summary>The next bytes, at most <paramref name="largest"/>.</summary>
    /// <exception cref="AgentCoreException">The file became shorter meanwhile.</exception>
    public async Task<byte[]> ReadAsync(int largest, CancellationToken cancellationToken)
    {
        var piece = new byte[Math.Min(_left, largest)];
        for (var at = 0; at < piece.Length;)
        {
            var count = await _source.ReadAsync(piece.AsMemory(at), cancellationToken);
            if (count == 0)
            {
                throw FileTrouble.Changed($"'{file.Shown}' became shorter while it was sent: "
                    + $"{file.Length - _left + at} bytes of {file.Length} are left.");
            }

            at += count;
        }

        _left -= piece.Length;
        return piece;
    }

    /// <summary>Whether bytes came to its end since; those are not sent.</summary>
    public async Task<bool> HasGrownAsync(CancellationToken cancellationToken) =>
        AtEnd && await _source.ReadAsync(new byte[1].AsMemory(), cancellationToken) > 0;

    public void Dispose() => _source.Dispose();
}
