using System.Runtime.CompilerServices;
using AgentCore.Emulator.CodeInterpreter.Sandbox;
using AgentCore.Emulator.CodeInterpreter.Session;
using AgentCore.Emulator.Generated;
using AgentCore.Emulator.Http;

namespace AgentCore.Emulator.CodeInterpreter.Tools;

/// <summary>listFiles: a link for each file and folder in a folder, by name.</summary>
internal sealed class ListFiles : ITool
{
    /// <inheritdoc/>
    public string Name => ToolName.ListFiles;

    /// <inheritdoc/>
    public void Check(ToolArguments arguments)
    {
        // Without a path, the working folder is listed.
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<CodeInterpreterResult> RunAsync(
        CodeInterpreterSession session,
        ToolArguments arguments,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var path = arguments.DirectoryPath ?? arguments.Path ?? "";
        var (end, parts) = await FileCall.RunAsync(session, new("list") { Path = path }, [], cancellationToken);
        yield return FileCall.FailureOf(end) ?? Links(path, [.. parts.SelectMany(part => part.Entries!)]);
    }

    private static CodeInterpreterResult Links(string path, IReadOnlyCollection<GuestEntry> entries)
    {
        var result = ToolResults.Of([.. entries.Select(Link)]);
        return ToolResults.IsTooLong(result)
            ? ToolResults.Failure(
                $"The list of the {entries.Count} entries is longer than the {EventStreamFrame.MaxPayload} bytes that "
                    + $"a result can have: {path}")
            : result;
    }

    private static ContentBlock Link(GuestEntry entry) => new("resource_link")
    {
        Uri = entry.Uri,
        Name = entry.Name,
        Description = entry.Folder ? "Directory" : "File",
        MimeType = entry.MimeType,
        Size = entry.Size,
    };
}
