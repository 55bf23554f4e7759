using AgentCore.Emulator.Core;

namespace AgentCore.Emulator.CodeInterpreter.Sandbox;

/// <summary>
/// The AWS CLI of this machine, where it is in <c>/opt</c>, whose folders the sandbox does not have. One in <c>/usr</c>
/// is there without further ado; one in the user's home stays outside with the rest of it.
/// </summary>
/// <param name="Executable">Full path of its program, links followed.</param>
internal sealed record AwsCommandLine(string Executable)
{
    private const string Parent = "/opt/";

    /// <summary>The folders that it needs, such as <c>/opt/aws-cli</c>.</summary>
    public IReadOnlyList<string> Folders => [Parent + Executable[Parent.Length..].Split('/')[0]];

    /// <summary>Finds it on PATH; null when it is not there, or not in a folder of <c>/opt</c>.</summary>
    public static AwsCommandLine? Find()
    {
        if (ProgramFinder.Find("aws") is not { } program)
        {
            return null;
        }

        var file = File.ResolveLinkTarget(program, returnFinalTarget: true)?.FullName ?? program;
        return file.StartsWith(Parent, StringComparison.Ordinal) && file[Parent.Length..].Contains('/')
            ? new(file)
            : null;
    }
}
