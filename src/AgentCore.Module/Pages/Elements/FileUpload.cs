namespace AgentCore.Pages.Elements;

/// <summary>Brings files of this machine into a field of a page: the remote browser has another disk.</summary>
internal static class FileUpload
{
    private const string Receive = "(element, index, part) => AgentCoreFields.receive(element, index, part)";
    private const string Attach = "(element, files) => AgentCoreFields.attach(element, files)";
    private const string Forget = "(element) => AgentCoreFields.forget(element)";

    // A part makes a message of two thirds of a megabyte.
    private const int PartLength = 512 * 1024;

    // As browsers guess it by the name; pages check it.
    private static readonly Dictionary<string, string> Types = new(StringComparer.OrdinalIgnoreCase)
    {
        [".avif"] = "image/avif",
        [".bmp"] = "image/bmp",
        [".css"] = "text/css",
        [".csv"] = "text/csv",
        [".doc"] = "application/msword",
        [".docx"] = "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        [".gif"] = "image/gif",
        [".gz"] = "application/gzip",
        [".htm"] = "text/html",
        [".html"] = "text/html",
        [".ico"] = "image/x-icon",
        [".jpeg"] = "image/jpeg",
        [".jpg"] = "image/jpeg",
        [".js"] = "text/javascript",
        [".json"] = "application/json",
        [".md"] = "text/markdown",
        [".mp3"] = "audio/mpeg",
        [".mp4"] = "video/mp4",
        [".pdf"] = "application/pdf",
        [".png"] = "image/png",
        [".pptx"] = "application/vnd.openxmlformats-officedocument.presentationml.presentation",
        [".svg"] = "image/svg+xml",
        [".tar"] = "application/x-tar",
        [".txt"] = "text/plain",
        [".wav"] = "audio/wav",
        [".webm"] = "video/webm",
        [".webp"] = "image/webp",
        [".xls"] = "application/vnd.ms-excel",
        [".xlsx"] = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        [".xml"] = "text/xml",
        [".zip"] = "application/zip",
    };

    /// <summary>Gives a field these files, in the place of those that it has.</summary>
    /// <exception cref="IOException">A file cannot be read.</exception>
    public static async Task ToAsync(
        FoundElement field, IReadOnlyList<FileInfo> files, CancellationToken cancellationToken)
    {
        await field.CallAsync(Forget, [], cancellationToken);
        for (var index = 0; index < files.Count; index++)
        {
            await SendAsync(field, index, files[index], cancellationToken);
        }

        var about = files.Select(file => new
        {
            name = file.Name,
            type = Types.TryGetValue(file.Extension, out var type) ? type : "",
            lastModified = new DateTimeOffset(file.LastWriteTimeUtc).ToUnixTimeMilliseconds(),
        });
        await field.CallAsync(Attach, [about.ToArray()], cancellationToken);
    }

    private static async Task SendAsync(
        FoundElement field, int index, FileInfo file, CancellationToken cancellationToken)
    {
        using var content = file.OpenRead();
        var part = new byte[PartLength];
        for (int read; (read = await content.ReadAsync(part, cancellationToken)) > 0;)
        {
            await field.CallAsync(Receive, [index, Convert.ToBase64String(part, 0, read)], cancellationToken);
        }
    }
}
