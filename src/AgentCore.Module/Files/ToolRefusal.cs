using System.Management.Automation;
using AgentCore.Errors;
using AgentCore.Service;

namespace AgentCore.Files;

/// <summary>The error of a file tool that answered, but said no: to all files of its call.</summary>
internal static class ToolRefusal
{
    private const string Code = "FileRefused";

    public static AgentCoreException Of(ResultCollector answer) =>
        new(Code, ErrorCategory.InvalidResult, $"The session refused: {answer.Text}");

    /// <summary>Whether another call with fewer files may do better.</summary>
    public static bool Is(Exception error) => error is AgentCoreException { ErrorCode: Code };
}
