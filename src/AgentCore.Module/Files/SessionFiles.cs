using System.IO.Compression;
using System.Management.Automation;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.RegularExpressions;
using AgentCore.Errors;
using AgentCore.Service;

namespace AgentCore.Files;

/// <summary>The files of one code interpreter session.</summary>
/// <remarks>
/// Content travels by the service's tools writeFiles and readFiles. For sizes, hashes, links, copying and joining,
/// which no tool offers, a script runs in the session.
/// </remarks>
internal sealed class SessionFiles(Connection connection, ICallLog log, CodeInterpreterSession session)
{
    /// <summary>
    /// Bytes of content in one call. The service takes 100,000,000; with less, the bar moves and memory stays small.
    /// </summary>
    public const int LargestCall = 16 * 1024 * 1024;

    /// <summary>Files in one call.</summary>
    public const int MostInOneCall = 1000;

    private readonly SessionTools _tools = new(connection, log, session);

    public CodeInterpreterSession Session => session;

    /// <summary>Where output objects say they came from.</summary>
    public CodeInterpreterFile ToFile(FileEntry entry) => new(entry, session.At<CodeInterpreterSession>(connection));

    /// <summary>Runs an operation on each item; the responses come in the items' order.</summary>
    /// <param name="operation">A function of <c>session_files.py</c>.</param>
    /// <param name="items">What to do it with, any number.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task<IReadOnlyList<FileResponse>> RunAsync(
        string operation, IReadOnlyList<FileRequest> items, CancellationToken cancellationToken)
    {
        if (items.Count == 0)
        {
            return [];
        }

        var script = new FileScript(operation, items);
        if (script.Line.Length > FileScript.LongestLine && items.Count > 1)
        {
            var half = items.Count / 2;
            var first = await RunAsync(operation, [.. items.Take(half)], cancellationToken);
            var second = await RunAsync(operation, [.. items.Skip(half)], cancellationToken);
            return [.. first, .. second];
        }

        return script.Read(await _tools.ExecuteCommandAsync(script.Line, cancellationToken));
    }

    /// <summary>Does it with one item.</summary>
    /// <exception cref="AgentCoreException">Nothing came of it.</exception>
    public async Task<FileResponse> RunAsync(string operation, FileRequest item, CancellationToken cancellationToken) =>
        (await RunAsync(operation, [item], cancellationToken))[0].OrThrow();

    /// <summary>Writes all files, or none. Stands for the tool writeFiles.</summary>
    /// <exception cref="AgentCoreException">The session did not take them.</exception>
    public async Task<bool> WriteAsync(
        IEnumerable<(string Path, byte[] Content)> files, CancellationToken cancellationToken)
    {
        var results = await _tools.WriteFilesAsync(files, cancellationToken);
        return results.ToolFailed ? throw FileErrors.Rejected(results) : true;
    }

    /// <summary>The content of those files that are there, by path. Stands for the tool readFiles.</summary>
    /// <exception cref="AgentCoreException">The session did not give them.</exception>
    public async Task<Dictionary<string, byte[]>> ReadAsync(
        IReadOnlyList<string> paths, CancellationToken cancellationToken)
    {
        var results = await _tools.ReadFilesAsync(paths, cancellationToken);
        return results.ToolFailed
            ? throw FileErrors.Rejected(results)
            : ResourceContents.ByPath(results.Content, paths);
    }
}

/// <summary>Finds out which resource of readFiles' result is which file.</summary>
internal static class ResourceContents
{
    private const string Scheme = "file:///";

    /// <summary>The contents by the requested paths; files that do not exist are left out.</summary>
    public static Dictionary<string, byte[]> ByPath(
        IEnumerable<CodeInterpreterContent> content, IReadOnlyList<string> paths)
    {
        var resources = content.Where(block => block.Type == "resource").ToArray();
        var found = new Dictionary<string, byte[]>(StringComparer.Ordinal);

        // However it is spelled, the only one is the one.
        if (paths.Count == 1 && resources.Length == 1)
        {
            found[paths[0]] = Bytes(resources[0]);
        }

        var wanted = new HashSet<string>(paths, StringComparer.Ordinal);
        foreach (var resource in resources)
        {
            var path = PathOf(resource.Uri ?? "");
            if (wanted.Contains(Uri.UnescapeDataString(path)))
            {
                found[Uri.UnescapeDataString(path)] = Bytes(resource);
            }
            else if (wanted.Contains(path))
            {
                found[path] = Bytes(resource);
            }
        }

        return found;
    }

    private static string PathOf(string uri) =>
        uri.StartsWith(Scheme, StringComparison.Ordinal) ? uri[Scheme.Length..] : uri;

    private static byte[] Bytes(CodeInterpreterContent resource) =>
        resource.Data ?? Encoding.UTF8.GetBytes(resource.Text ?? "");
}

/// <summary>The command that runs <c>session_files.py</c> in a session, and what it prints.</summary>
/// <remarks>It packs its response itself, which takes one process where ExactCommand would take ten.</remarks>
internal sealed class FileScript
{
    /// <summary>The service hangs without a word on longer lines.</summary>
    public const int LongestLine = 60_000;

    private static readonly JsonSerializerOptions Format = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    private static readonly Lazy<string> Program =
        new(static () => Pack(Encoding.UTF8.GetBytes(EmbeddedFile.ReadText("session_files.py"))));

    private readonly string _mark = "AC:" + Guid.NewGuid().ToString("N") + ":";

    public FileScript(string operation, IEnumerable<FileRequest> items)
    {
        // -I: a json.py in the session's own folder is not ours. -S: no site packages, which cost time.
        var request = JsonSerializer.SerializeToUtf8Bytes(new { operation, items }, Format);
        Line =
            "exec python3 -ISc 'import base64,gzip;exec(gzip.decompress(base64.b64decode(\"" + Program.Value + "\")))' "
            + Pack(request) + " " + _mark;
    }

    /// <summary>The command line; nothing of the request can be taken for a part of it.</summary>
    public string Line { get; }

    /// <summary>The responses, one an item.</summary>
    /// <exception cref="AgentCoreException">The script did not come to its end.</exception>
    public FileResponse[] Read(ResultCollector results)
    {
        var printed = results.Output.Length > 0 ? results.Output : results.Text;
        var found = Regex.Match(Regex.Replace(printed, @"\s", ""), $"{_mark}([A-Za-z0-9+/=]+){_mark}");
        if (!found.Success)
        {
            throw new AgentCoreException(
                "FileScriptFailed",
                ErrorCategory.InvalidResult,
                $"The file operation failed in the session: {printed.Trim()}");
        }

        using var packed = new MemoryStream(Convert.FromBase64String(found.Groups[1].Value));
        using var unpacked = new GZipStream(packed, CompressionMode.Decompress);
        return JsonSerializer.Deserialize<FileResponse[]>(unpacked, Format)!;
    }

    private static string Pack(byte[] content)
    {
        using var packed = new MemoryStream();
        using (var zip = new GZipStream(packed, CompressionLevel.Optimal))
        {
            zip.Write(content, 0, content.Length);
        }

        return Convert.ToBase64String(packed.ToArray());
    }
}

/// <summary>
/// One thing to do in a session's folder; see <c>session_files.py</c> for what each operation reads of it.
/// </summary>
/// <param name="Path">The file or folder, below the working folder.</param>
internal sealed record FileRequest(string Path)
{
    /// <summary>Where it goes: the new name, or a folder that is there.</summary>
    public string? To { get; init; }

    /// <summary>Whether folders are meant with all that is in them.</summary>
    public bool? Recurse { get; init; }

    /// <summary>Whether the SHA-256 of files is wanted.</summary>
    public bool? Hash { get; init; }

    /// <summary>Whether a file that is there already may go.</summary>
    public bool? Replace { get; init; }

    /// <summary>Whether the pieces go to the end of a file that is there already.</summary>
    public bool? Append { get; init; }

    /// <summary>Where a piece begins, in bytes.</summary>
    public long? Offset { get; init; }

    /// <summary>The size of a piece, or of all pieces together, in bytes.</summary>
    public long? Size { get; init; }

    /// <summary>How many pieces there are.</summary>
    public int? Pieces { get; init; }

    /// <summary>The SHA-256 that all pieces have together, in hexadecimal digits.</summary>
    public string? Sha256 { get; init; }
}

/// <summary>What came of one <see cref="FileRequest"/>.</summary>
internal sealed record FileResponse
{
    /// <summary>
    /// Why nothing came of it: a word of the script's or the name of a system error; null where all went well.
    /// </summary>
    public string? Error { get; init; }

    /// <summary>The same in words.</summary>
    public string? Message { get; init; }

    /// <summary>The file or folder, as it is now.</summary>
    public FileEntry? Entry { get; init; }

    /// <summary>What a folder holds.</summary>
    public FileEntry[]? Entries { get; init; }

    /// <summary>The response itself.</summary>
    /// <exception cref="AgentCoreException">Nothing came of it.</exception>
    public FileResponse OrThrow() => Error is null ? this : throw Failure();

    /// <summary>The error that the user gets.</summary>
    public AgentCoreException Failure() => Error switch
    {
        "not_found" or "ENOENT" => Failures.NotFound(Message!),
        "outside" or "invalid" => Failures.InvalidArgument(Message!),
        "not_file" or "not_folder" or "EISDIR" or "ENOTDIR" or "ENOTEMPTY" => Failures.InvalidState(Message!),
        "exists" or "EEXIST" => new("FileExists", ErrorCategory.ResourceExists, Message!),
        "EACCES" or "EPERM" or "EROFS" => new("AccessDenied", ErrorCategory.PermissionDenied, Message!),
        "ENOSPC" or "EDQUOT" or "EFBIG" => new("NoSpace", ErrorCategory.LimitsExceeded, Message!),
        "changed" => new("FileChanged", ErrorCategory.InvalidResult, Message!),
        _ => new("FileFailed", ErrorCategory.InvalidResult, Message!),
    };
}
