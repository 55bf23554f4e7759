using System.Security.Cryptography;
using AgentCore.Errors;

namespace AgentCore.Files;

/// <summary>Reads files of a session and checks that they came as they are there, by size and SHA-256.</summary>
/// <param name="files">The session's files.</param>
/// <param name="moved">Gets the number of bytes of each piece that came in.</param>
internal sealed class Download(SessionFiles files, Action<long> moved)
{
    /// <summary>Reads one file of any size.</summary>
    /// <param name="file">The file.</param>
    /// <param name="target">Takes its content.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="AgentCoreException">It cannot be read, or changed meanwhile.</exception>
    public async Task ReadAsync(CodeInterpreterFile file, Stream target, CancellationToken cancellationToken)
    {
        if (file.Length > SessionFiles.LargestCall)
        {
            await ReadPiecesAsync(file, target, cancellationToken);
            return;
        }

        var read = (await ReadTogetherAsync([file], cancellationToken))[0];
        await target.WriteAsync((read.Result ?? throw read.Error!).AsMemory(), cancellationToken);
    }

    /// <summary>Reads files that fit into one call; each results in its content or an error of its own.</summary>
    public async Task<IReadOnlyList<Outcome<CodeInterpreterFile, byte[]>>> ReadTogetherAsync(
        IReadOnlyList<CodeInterpreterFile> group, CancellationToken cancellationToken)
    {
        var contents = new Dictionary<string, byte[]>(StringComparer.Ordinal);
        var outcomes = await Bisection.RunAsync(
            group,
            async part =>
            {
                var paths = part.Select(file => file.RemotePath).ToArray();
                foreach (var read in await files.ReadAsync(paths, cancellationToken))
                {
                    contents[read.Key] = read.Value;
                }
            },
            error => FileErrors.IsRejected(error) && !cancellationToken.IsCancellationRequested);
        moved(group.Sum(file => file.Length ?? 0));
        try
        {
            var there = await LookAsync(group, cancellationToken);
            return [.. outcomes.Zip(there, (one, now) => Judge(one.Item, one.Error, now, contents))];
        }
        catch (AgentCoreException error)
        {
            return [.. group.Select(file => new Outcome<CodeInterpreterFile, byte[]>(file, null, error))];
        }
    }

    private async Task<IReadOnlyList<FileResponse>> LookAsync(
        IReadOnlyList<CodeInterpreterFile> group, CancellationToken cancellationToken) =>
        await files.RunAsync(
            "look", [.. group.Select(file => new FileRequest(file.RemotePath) { Hash = true })], cancellationToken);

    private static Outcome<CodeInterpreterFile, byte[]> Judge(
        CodeInterpreterFile file, Exception? error, FileResponse now, Dictionary<string, byte[]> contents)
    {
        if (error is null && now.Error is not null)
        {
            error = now.Failure();
        }

        if (error is not null)
        {
            return new(file, null, error);
        }

        if (!contents.TryGetValue(file.RemotePath, out var content))
        {
            return new(file, null, Failures.NotFound($"The session returned no content for '{file.RemotePath}'."));
        }

        return now.Entry!.Size == content.Length && now.Entry.Sha256 == Sha256.Of(content)
            ? new(file, content, null)
            : new(file, null, Changed(file));
    }

    private async Task ReadPiecesAsync(CodeInterpreterFile file, Stream target, CancellationToken cancellationToken)
    {
        var pieces = new TemporaryPieces(files);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        try
        {
            var numbers = Enumerable.Range(0, (int)((file.Length! - 1) / SessionFiles.LargestCall) + 1);
            await foreach (var (_, piece) in Overlap.RunAsync(
                numbers, number => ReadPieceAsync(file, pieces, number, cancellationToken), cancellationToken))
            {
                hash.AppendData(piece);
                await target.WriteAsync(piece.AsMemory(), cancellationToken);
                moved(piece.Length);
            }
        }
        finally
        {
            await pieces.DiscardAsync();
        }

        var now = (await LookAsync([file], cancellationToken))[0].OrThrow().Entry!;
        if (now.Size != file.Length || now.Sha256 != Sha256.Text(hash))
        {
            throw Changed(file);
        }
    }

    private async Task<byte[]> ReadPieceAsync(
        CodeInterpreterFile file, TemporaryPieces pieces, int number, CancellationToken cancellationToken)
    {
        var at = (long)number * SessionFiles.LargestCall;
        var size = Math.Min(SessionFiles.LargestCall, file.Length!.Value - at);
        var name = pieces.Name(number % Overlap.Most); // the session's disk has room for the file, not for a copy
        var cut = new FileRequest(file.RemotePath) { To = name, Offset = at, Size = size };
        await pieces.WaitAsync(files.RunAsync("cut", cut, CancellationToken.None), cancellationToken);
        var read = await pieces.WaitAsync(files.ReadAsync([name], CancellationToken.None), cancellationToken);
        return read.TryGetValue(name, out var piece) && piece.Length == size ? piece : throw Changed(file);
    }

    private static AgentCoreException Changed(CodeInterpreterFile file) =>
        FileErrors.Changed($"'{file.RemotePath}' changed while it was read, or arrived damaged. Receive it again.");
}

/// <summary>A file that is to be received.</summary>
/// <param name="Remote">The file in the session.</param>
/// <param name="Local">The full path it gets here.</param>
internal sealed record IncomingFile(CodeInterpreterFile Remote, string Local);
