using System.Text;
using AgentCore.Errors;
using AgentCore.Service;

namespace AgentCore.Files;

/// <summary>The files of one code interpreter session.</summary>
/// <remarks>
/// Content travels by the service's tools writeFiles and readFiles. For sizes, hashes, links, copying and joining,
/// which
/// no tool offers, a script runs in the session.
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

    /// <summary>The contents by the paths that were asked for; what is not there is left out.</summary>
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
