using AgentCore.Errors;
using AgentCore.Programs;
using AgentCore.Service;
using Amazon.BedrockAgentCore;
using Amazon.BedrockAgentCore.Model;

namespace AgentCore.Files;

/// <summary>The files of one code interpreter session.</summary>
/// <remarks>
/// Content travels by the service's tools writeFiles and readFiles. For sizes, hashes, links, copying and joining, which
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

    public CodeInterpreterSession Session => session;

    /// <summary>Where output objects say they came from.</summary>
    public CodeInterpreterFile ToFile(FileEntry entry) => new(entry, session.At<CodeInterpreterSession>(connection));

    /// <summary>Does the same with each item; the answers come in the items' order.</summary>
    /// <param name="operation">A function of <c>session_files.py</c>.</param>
    /// <param name="items">What to do it with, any number.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task<IReadOnlyList<FileAnswer>> AskAsync(
        string operation, IReadOnlyList<FileQuery> items, CancellationToken cancellationToken)
    {
        if (items.Count == 0)
        {
            return [];
        }

        var script = new FileScript(operation, items);
        if (script.Line.Length > FileScript.LongestLine && items.Count > 1)
        {
            var half = items.Count / 2;
            var first = await AskAsync(operation, [.. items.Take(half)], cancellationToken);
            var second = await AskAsync(operation, [.. items.Skip(half)], cancellationToken);
            return [.. first, .. second];
        }

        return script.Read(await InvokeAsync(ToolName.ExecuteCommand, new ToolArguments { Command = script.Line }, cancellationToken));
    }

    /// <summary>Does it with one item.</summary>
    /// <exception cref="AgentCoreException">Nothing came of it.</exception>
    public async Task<FileAnswer> AskAsync(string operation, FileQuery item, CancellationToken cancellationToken) =>
        (await AskAsync(operation, [item], cancellationToken))[0].OrThrow();

    /// <summary>Writes all files, or none. Stands for the tool writeFiles.</summary>
    /// <exception cref="AgentCoreException">The session did not take them.</exception>
    public async Task<bool> WriteAsync(IEnumerable<(string Path, byte[] Content)> files, CancellationToken cancellationToken)
    {
        var content = files.Select(file => new InputContentBlock { Path = file.Path, Blob = new MemoryStream(file.Content) }).ToList();
        var answer = await InvokeAsync(ToolName.WriteFiles, new ToolArguments { Content = content }, cancellationToken);
        return answer.ToolFailed ? throw ToolRefusal.Of(answer) : true;
    }

    /// <summary>The content of those files that are there, by path. Stands for the tool readFiles.</summary>
    /// <exception cref="AgentCoreException">The session did not give them.</exception>
    public async Task<Dictionary<string, byte[]>> ReadAsync(IReadOnlyList<string> paths, CancellationToken cancellationToken)
    {
        var answer = await InvokeAsync(ToolName.ReadFiles, new ToolArguments { Paths = [.. paths] }, cancellationToken);
        return answer.ToolFailed ? throw ToolRefusal.Of(answer) : ResourceContents.ByPath(answer.ToResult(session).Content, paths);
    }

    private Task<ResultCollector> InvokeAsync(ToolName tool, ToolArguments arguments, CancellationToken cancellationToken) =>
        connection.InvokeToolAsync(log, session, tool, arguments, cancellationToken);
}
