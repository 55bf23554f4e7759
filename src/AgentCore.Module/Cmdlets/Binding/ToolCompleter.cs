using Amazon.BedrockAgentCore;

namespace AgentCore.Cmdlets.Binding;

/// <summary>Completes the names of a code interpreter's tools.</summary>
public sealed class ToolCompleter : WordCompleter
{
    private static readonly (ToolName Name, string Hint)[] Tools =
    [
        (ToolName.ExecuteCode, "Runs a program text: code, language, clearContext, runtime"),
        (ToolName.ExecuteCommand, "Runs a shell command: command"),
        (ToolName.ReadFiles, "Reads files: paths"),
        (ToolName.ListFiles, "Lists a folder: directoryPath"),
        (ToolName.RemoveFiles, "Deletes files: paths"),
        (ToolName.WriteFiles, "Writes files: content, a list of path and text or blob"),
        (ToolName.StartCommandExecution, "Starts a shell command in the background: command"),
        (ToolName.GetTask, "Asks how a background command is doing: taskId"),
        (ToolName.StopTask, "Stops a background command: taskId"),
    ];

    private protected override IEnumerable<(string Word, string Hint)> Words => Tools.Select(tool => (tool.Name.Value, tool.Hint));
}
