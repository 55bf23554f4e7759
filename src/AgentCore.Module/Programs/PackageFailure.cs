using System.Management.Automation;
using AgentCore.Errors;
using AgentCore.Service;

namespace AgentCore.Programs;

/// <summary>Makes the error of an installer that failed: what was asked for, and the installer's last words.</summary>
internal static class PackageFailure
{
    private const int LastLines = 8;

    public static AgentCoreException Of(string installer, IEnumerable<string> packages, CodeInterpreterResult run)
    {
        var said = run.StandardError.Trim().Length > 0 ? run.StandardError : run.Output;
        var lines = said.Split('\n').Select(line => line.Trim()).Where(line => line.Length > 0).ToArray();
        var last = string.Join("\n", lines.Skip(Math.Max(0, lines.Length - LastLines)));
        var code = run.ExitCode is { } number ? $" (exit code {number})" : "";
        return new AgentCoreException(
            "PackageNotInstalled",
            ErrorCategory.NotInstalled,
            $"{installer} could not install {string.Join(", ", packages)}{code}: {UrlSecrets.Hide(last)}")
        {
            Result = run,
        };
    }
}
