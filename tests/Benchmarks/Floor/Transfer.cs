namespace Benchmarks.Floor;

/// <summary>
/// Sends and receives files with the tool calls that the cmdlets make: pieces of 16 MiB, at most 1,000 files a call,
/// and a command that hashes what is there.
/// </summary>
internal sealed class Transfer(ServiceClient client, string sessionId)
{
    private const int PieceBytes = 16 * 1024 * 1024;
    private const int FilesInOneCall = 1000;

    /// <summary>Sends a file, or the files of a folder.</summary>
    public async Task<object?> SendAsync(string path)
    {
        if (Directory.Exists(path))
        {
            foreach (var files in Directory.GetFiles(path).Order().Chunk(FilesInOneCall))
            {
                var folder = Path.GetFileName(path);
                await WriteAsync(files.Select(file => ($"{folder}/{Path.GetFileName(file)}", File.ReadAllBytes(file))));
                await RunAsync($"cd {folder} && sha256sum {string.Join(' ', files.Select(Path.GetFileName))}");
            }

            return null;
        }

        await using var source = File.OpenRead(path);
        var pieces = new List<string>();
        var piece = new byte[PieceBytes];
        for (int count; (count = await source.ReadAtLeastAsync(piece, PieceBytes, throwOnEndOfStream: false)) > 0;)
        {
            pieces.Add($".piece-{pieces.Count}");
            await WriteAsync([(pieces[^1], piece[..count])]);
        }

        var names = string.Join(' ', pieces);
        await RunAsync($"cat {names} > {Path.GetFileName(path)} && sha256sum {Path.GetFileName(path)} && rm {names}");
        return null;
    }

    /// <summary>Receives a file in so many pieces, or so many files of a folder where the path is one's.</summary>
    public async Task<object?> ReceiveAsync(string path, int count)
    {
        var name = Path.GetFileName(path);
        if (Directory.Exists(path))
        {
            await RunAsync($"ls -l {name}");
            foreach (var part in Enumerable.Range(0, count).Select(number => $"{number}.txt").Chunk(FilesInOneCall))
            {
                var blocks = await ReadAsync(part.Select(file => $"{name}/{file}"));
                foreach (var block in blocks)
                {
                    await File.WriteAllBytesAsync(Path.Combine(path, Path.GetFileName(block.Uri!)), Bytes(block));
                }

                await RunAsync($"cd {name} && sha256sum {string.Join(' ', part)}");
            }

            return null;
        }

        await using var target = File.Create(path);
        for (var piece = 0; piece < count; piece++)
        {
            await RunAsync($"dd if={name} of=.piece bs={PieceBytes} skip={piece} count=1");
            await target.WriteAsync(Bytes((await ReadAsync([".piece"])).Single()));
        }

        await RunAsync($"sha256sum {name} && rm .piece");
        return target.Length;
    }

    private static byte[] Bytes(Resource resource) =>
        resource.Blob ?? System.Text.Encoding.UTF8.GetBytes(resource.Text!);

    private Task WriteAsync(IEnumerable<(string Path, byte[] Blob)> files)
    {
        var content = files.Select(file => new { path = file.Path, blob = file.Blob });
        return CallAsync("writeFiles", new { content });
    }

    private async Task<IEnumerable<Resource>> ReadAsync(IEnumerable<string> paths) =>
        (await CallAsync("readFiles", new { paths })).Content.Select(block => block.Resource!);

    private async Task RunAsync(string command)
    {
        var result = await CallAsync("executeCommand", new { command });
        if (result.StructuredContent is not { ExitCode: 0 })
        {
            throw new InvalidOperationException($"{command}: {result.StructuredContent?.Stdout}");
        }
    }

    private async Task<ToolResult> CallAsync(string name, object arguments)
    {
        await foreach (var result in client.InvokeAsync(sessionId, name, arguments))
        {
            return result.IsError is true
                ? throw new InvalidOperationException($"{name}: {result.Content.FirstOrDefault()?.Text}")
                : result;
        }

        throw new InvalidOperationException($"{name} had no result.");
    }
}
