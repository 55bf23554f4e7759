using System.Management.Automation;
using AgentCore.Errors;
using AgentCore.Files;
using AgentCore.Service;

namespace AgentCore.Programs;

/// <summary>Makes the result of a program, and the error of -ErrorOnFailure.</summary>
internal static class ProgramResult
{
    private const int LongestText = 4000;

    /// <summary>The result of a program that the service ran itself.</summary>
    public static CodeInterpreterResult ToResult(this ResultCollector results, CodeInterpreterSession session) =>
        ToResult(results, session, results.ToolFailed || results.ExitCode is not (null or 0));

    /// <summary>The result of a tool that failed before it ran the program, whatever it reports itself.</summary>
    public static CodeInterpreterResult ToFailure(this ResultCollector results, CodeInterpreterSession session) =>
        ToResult(results, session, isError: true);

    /// <summary>The error of a program that failed; its result goes with it.</summary>
    public static AgentCoreException ToError(this CodeInterpreterResult result, string subject)
    {
        var output = (result.StandardError.Length > 0 ? result.StandardError : result.Output).Trim();
        if (output.Length > LongestText)
        {
            output = "…" + output[^LongestText..];
        }

        var code = result.ExitCode is { } number ? $" with exit code {number}" : "";
        var end = output.Length > 0 ? ": " + output : ".";
        return new AgentCoreException("ProgramFailed", ErrorCategory.InvalidResult, $"{subject} failed{code}{end}")
        {
            Result = result,
        };
    }

    private static CodeInterpreterResult ToResult(
        ResultCollector results, CodeInterpreterSession session, bool isError) => new(session)
        {
            StandardOutput = results.Output,
            StandardError = results.Error,
            ExitCode = results.ExitCode,
            IsError = isError,
            IsTruncated = results.IsTruncated,
            ExecutionTime = results.ExecutionTime,
            Content = [.. results.Content],
            Images = [.. results.Content.Where(block => block is { Type: "image", Data: not null }).Select(ToImage)],
            Events = results.Events,
        };

    private static CodeInterpreterImage ToImage(CodeInterpreterContent block) =>
        new(block.Data!, block.MimeType ?? "application/octet-stream", OutputFile.Save);
}
