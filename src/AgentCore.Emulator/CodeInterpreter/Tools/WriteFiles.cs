using System.Runtime.CompilerServices;
using System.Text;
using AgentCore.Emulator.CodeInterpreter.Session;
using AgentCore.Emulator.Generated;

namespace AgentCore.Emulator.CodeInterpreter.Tools;

/// <summary>writeFiles: writes all files or none.</summary>
internal sealed class WriteFiles : ITool
{
    /// <inheritdoc/>
    public string Name => ToolName.WriteFiles;

    /// <inheritdoc/>
    public void Check(ToolArguments arguments)
    {
        ToolChecks.Require(arguments.Content, "content", Name);
        var at = arguments.Content!.ToList().FindIndex(file => file.Text is null == file.Blob is null);
        if (at >= 0)
        {
            throw ToolChecks.Invalid($"content[{at}]", "must have either text or blob");
        }
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<CodeInterpreterResult> RunAsync(
        CodeInterpreterSession session,
        ToolArguments arguments,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var files = arguments.Content!;
        ReadOnlyMemory<byte>[] contents = [.. files.Select(file => file.Blob ?? Encoding.UTF8.GetBytes(file.Text!))];
        var (end, _) = await FileCall.RunAsync(
            session,
            new("write")
            {
                Paths = [.. files.Select(file => file.Path!)],
                Sizes = [.. contents.Select(content => content.Length)],
            },
            contents,
            cancellationToken);
        yield return FileCall.FailureOf(end) ?? ToolResults.Of($"Successfully wrote all {files.Count} files");
    }
}
