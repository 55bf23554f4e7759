using System.Runtime.CompilerServices;
using AgentCore.Emulator.CodeInterpreter.Session;
using AgentCore.Emulator.Generated;

namespace AgentCore.Emulator.CodeInterpreter.Tools;

/// <summary>
/// removeFiles: removes files, and folders with their content; nothing when one of them does not exist.
/// </summary>
internal sealed class RemoveFiles : ITool
{
    /// <inheritdoc/>
    public string Name => ToolName.RemoveFiles;

    /// <inheritdoc/>
    public void Check(ToolArguments arguments) => ToolChecks.Require(arguments.Paths, "paths", Name);

    /// <inheritdoc/>
    public async IAsyncEnumerable<CodeInterpreterResult> RunAsync(
        CodeInterpreterSession session,
        ToolArguments arguments,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var (end, _) = await FileCall.RunAsync(
            session, new("remove") { Paths = arguments.Paths }, [], cancellationToken);
        yield return FileCall.FailureOf(end)
            ?? ToolResults.Of($"Successfully removed all {arguments.Paths!.Count} files");
    }
}
