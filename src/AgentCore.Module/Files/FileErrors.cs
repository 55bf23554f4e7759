using System.Management.Automation;
using AgentCore.Errors;
using AgentCore.Service;

namespace AgentCore.Files;

/// <summary>The errors of a file transfer.</summary>
internal static class FileErrors
{
    private const string RejectedCode = "FileRefused";

    /// <summary>A file changed between two looks at it, or on the way.</summary>
    public static AgentCoreException Changed(string message) =>
        new("FileChanged", ErrorCategory.InvalidResult, message);

    /// <summary>A file that is there already and must stay.</summary>
    public static AgentCoreException Exists(string message) => new("FileExists", ErrorCategory.ResourceExists, message);

    /// <summary>What cannot be copied, such as a pipe or a link that leads out.</summary>
    public static AgentCoreException Unreadable(CodeInterpreterFile file)
    {
        var entry = file.Entry;
        return Failures.InvalidArgument(
            !entry.Readable
                ? $"The name of '{file.RemotePath}' is not valid UTF-8, so the session cannot be asked for it."
            : !entry.Reachable
                ? $"'{file.RemotePath}' is a link that leads out of the session's working folder, to '{entry.Link}'."
            : entry.Link is { } target && !entry.IsFile
                ? $"'{file.RemotePath}' is a link to '{target}', which is not a file."
            : entry.Error is { } error ? $"'{file.RemotePath}' cannot be read: {error}."
            : $"'{file.RemotePath}' is neither a file nor a folder.");
    }

    /// <summary>The error of a file tool that failed for all files of its call.</summary>
    public static AgentCoreException Rejected(ResultCollector results) =>
        new(RejectedCode, ErrorCategory.InvalidResult, $"The session rejected the request: {results.Text}");

    /// <summary>Whether another call with fewer files may succeed.</summary>
    public static bool IsRejected(Exception error) => error is AgentCoreException { ErrorCode: RejectedCode };
}
