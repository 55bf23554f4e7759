using System.Security.Cryptography;
using AgentCore.Errors;

namespace AgentCore.Files;

/// <summary>Sends content into a session and checks that it arrived, by size and SHA-256.</summary>
/// <param name="files">The session's files.</param>
/// <param name="moved">Gets the number of bytes of each piece that went out.</param>
/// <param name="warn">Gets each warning for the user.</param>
internal sealed class Upload(SessionFiles files, Action<long> moved, Action<string> warn)
{
    /// <summary>Sends one file.</summary>
    /// <exception cref="AgentCoreException">It is not there, or not as it was sent.</exception>
    public async Task<SentFile> SendAsync(OutgoingFile file, CancellationToken cancellationToken)
    {
        if (file.Length > SessionFiles.LargestCall)
        {
            return await SendPiecesAsync(file, append: false, cancellationToken);
        }

        var sent = (await SendTogetherAsync([file], cancellationToken))[0];
        return sent.Result ?? throw sent.Error!;
    }

    /// <summary>Adds content to the end of a file, which is made where it is missing.</summary>
    /// <exception cref="AgentCoreException">The file is as it was.</exception>
    public Task<SentFile> AppendAsync(OutgoingFile file, CancellationToken cancellationToken) =>
        SendPiecesAsync(file, append: true, cancellationToken);

    /// <summary>Sends files that fit into one call; each comes to a result or an error of its own.</summary>
    public async Task<IReadOnlyList<Outcome<OutgoingFile, SentFile>>> SendTogetherAsync(
        IReadOnlyList<OutgoingFile> group, CancellationToken cancellationToken)
    {
        var outcomes = new List<Outcome<OutgoingFile, SentFile>>();
        var read = new List<(OutgoingFile File, byte[] Content)>();
        foreach (var file in group)
        {
            try
            {
                read.Add((file, await ReadAsync(file, cancellationToken)));
            }
            catch (Exception error) when (!cancellationToken.IsCancellationRequested)
            {
                outcomes.Add(new(file, null, error));
            }
        }

        var written = await Bisection.RunAsync(
            read,
            part => WriteAsync(part, cancellationToken),
            error => FileErrors.IsRejected(error) && !cancellationToken.IsCancellationRequested);
        outcomes.AddRange(written.Where(one => one.Error is not null).Select(one => Failed(one.Item.File, one.Error!)));
        outcomes.AddRange(
            await CheckAsync([.. written.Where(one => one.Error is null).Select(one => one.Item)], cancellationToken));
        moved(group.Sum(file => file.Length));
        return outcomes;
    }

    private static Outcome<OutgoingFile, SentFile> Failed(OutgoingFile file, Exception error) => new(file, null, error);

    private Task<bool> WriteAsync(
        IReadOnlyList<(OutgoingFile File, byte[] Content)> part, CancellationToken cancellationToken) =>
        files.WriteAsync(part.Select(one => (one.File.Remote, one.Content)), cancellationToken);

    private async Task<byte[]> ReadAsync(OutgoingFile file, CancellationToken cancellationToken)
    {
        using var content = new OutgoingContent(file);
        var bytes = await content.ReadAsync(SessionFiles.LargestCall, cancellationToken);
        await WarnIfGrownAsync(file, content, cancellationToken);
        return bytes;
    }

    private async Task WarnIfGrownAsync(OutgoingFile file, OutgoingContent content, CancellationToken cancellationToken)
    {
        if (await content.HasGrownAsync(cancellationToken))
        {
            warn($"'{file.DisplayName}' grew while it was sent: only its first {file.Length} bytes are sent.");
        }
    }

    private async Task<IEnumerable<Outcome<OutgoingFile, SentFile>>> CheckAsync(
        IReadOnlyList<(OutgoingFile File, byte[] Content)> written, CancellationToken cancellationToken)
    {
        try
        {
            var there = await files.RunAsync(
                "look",
                [.. written.Select(one => new FileRequest(one.File.Remote) { Hash = true })],
                cancellationToken);
            return written.Zip(there, Compare);
        }
        catch (Exception error) when (!cancellationToken.IsCancellationRequested)
        {
            return written.Select(one => Failed(one.File, error));
        }
    }

    private Outcome<OutgoingFile, SentFile> Compare((OutgoingFile File, byte[] Content) sent, FileResponse there)
    {
        if (there.Error is not null)
        {
            return Failed(sent.File, there.Failure());
        }

        var sha = Sha256.Of(sent.Content);
        return there.Entry!.Size == sent.Content.Length && there.Entry.Sha256 == sha
            ? new(sent.File, Sent(sent.File, there.Entry, sha), null)
            : Failed(sent.File, FileErrors.Changed(
                $"'{sent.File.Remote}' arrived damaged: {there.Entry.Size} of {sent.Content.Length} bytes, "
                    + "or different content. Send it again."));
    }

    private async Task<SentFile> SendPiecesAsync(OutgoingFile file, bool append, CancellationToken cancellationToken)
    {
        var pieces = new TemporaryPieces(files);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        using var content = new OutgoingContent(file);
        try
        {
            var number = 0;
            var sending = new Queue<Task>();
            for (; !content.AtEnd; number++)
            {
                var piece = await content.ReadAsync(SessionFiles.LargestCall, cancellationToken);
                hash.AppendData(piece);
                if (sending.Count == Overlap.Most)
                {
                    await sending.Dequeue();
                }

                sending.Enqueue(SendPieceAsync(pieces, number, piece, cancellationToken));
            }

            await Task.WhenAll(sending);

            await WarnIfGrownAsync(file, content, cancellationToken);
            var sha = Sha256.Text(hash);
            var joining = new FileRequest(pieces.Prefix)
            {
                To = file.Remote,
                Pieces = number,
                Size = file.Length,
                Sha256 = sha,
                Append = append,
            };
            var joined = await pieces.WaitAsync(
                files.RunAsync("join", joining, CancellationToken.None), cancellationToken);
            return Sent(file, joined.Entry!, sha);
        }
        catch
        {
            await pieces.DiscardAsync();
            throw;
        }
    }

    private async Task SendPieceAsync(
        TemporaryPieces pieces, int number, byte[] piece, CancellationToken cancellationToken)
    {
        await pieces.WaitAsync(
            files.WriteAsync([(pieces.Name(number), piece)], CancellationToken.None), cancellationToken);
        moved(piece.Length);
    }

    private SentFile Sent(OutgoingFile file, FileEntry found, string sha) =>
        new(file.Remote, found, files.Session) { Source = file.Source, Size = file.Length, Sha256 = sha };
}

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
                throw FileErrors.Changed($"'{file.DisplayName}' became shorter while it was sent: "
                    + $"{file.Length - _left + at} of {file.Length} bytes are left.");
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
