using System.Management.Automation;
using AgentCore.Errors;
using AgentCore.Service;

namespace AgentCore.Files;

/// <summary>What goes wrong with files on the way.</summary>
internal static class FileTrouble
{
    /// <summary>What is there is not what it was when it was looked at.</summary>
    public static AgentCoreException Changed(string message) => new("FileChanged", ErrorCategory.InvalidResult, message);

    /// <summary>A file that is there already and must stay.</summary>
    public static AgentCoreException Exists(string message) => new("FileExists", ErrorCategory.ResourceExists, message);

    /// <summary>What can be copied to nowhere, such as a pipe or a link that leads out.</summary>
    public static AgentCoreException Unreadable(CodeInterpreterFile file)
    {
        var entry = file.Entry;
        return Failures.InvalidArgument(
            !entry.Readable ? $"The name of '{file.RemotePath}' is no UTF-8; the session cannot be asked for it."
            : !entry.Reachable ? $"'{file.RemotePath}' is a link that leads out of the session's working folder, to '{entry.Link}'."
            : entry.Link is { } target && !entry.IsFile ? $"'{file.RemotePath}' is a link to '{target}', which is no file."
            : entry.Trouble is { } trouble ? $"'{file.RemotePath}' cannot be read: {trouble}."
            : $"'{file.RemotePath}' is neither file nor folder.");
    }
}

/// <summary>The error of a file tool that answered, but said no: to all files of its call.</summary>
internal static class ToolRefusal
{
    private const string Code = "FileRefused";

    public static AgentCoreException Of(ResultCollector answer) =>
        new(Code, ErrorCategory.InvalidResult, $"The session refused: {answer.Text}");

    /// <summary>Whether another call with fewer files may do better.</summary>
    public static bool Is(Exception error) => error is AgentCoreException { ErrorCode: Code };
}
