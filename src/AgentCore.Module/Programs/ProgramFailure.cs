using System.Management.Automation;
using AgentCore.Errors;

namespace AgentCore.Programs;

/// <summary>Makes the error of -ErrorOnFailure from a result.</summary>
internal static class ProgramFailure
{
    private const int LongestText = 4000;

    public static AgentCoreException Of(CodeInterpreterResult result, string subject)
    {
        var said = (result.StandardError.Length > 0 ? result.StandardError : result.Output).Trim();
        if (said.Length > LongestText)
        {
            said = "…" + said[^LongestText..];
        }

        var code = result.ExitCode is { } number ? $" with exit code {number}" : "";
        return new AgentCoreException("ProgramFailed", ErrorCategory.InvalidResult, $"{subject} failed{code}: {said}")
        {
            Result = result,
        };
    }
}
