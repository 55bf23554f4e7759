using System.Runtime.CompilerServices;
using AgentCore.Emulator.CodeInterpreter.Sandbox;
using AgentCore.Emulator.CodeInterpreter.Session;
using AgentCore.Emulator.Generated;

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
        yield return FileCall.FailureOf(end)
            ?? ToolResults.Of([.. parts.SelectMany(part => part.Entries!).Select(Link)]);
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
