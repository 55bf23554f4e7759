using AgentCore.Emulator.Core.Walls;

namespace AgentCore.Emulator.CodeInterpreter.Sandbox;

/// <summary>What a sandbox gets of this machine: programs, and settings where it has a network.</summary>
/// <param name="Python">Python of the session.</param>
/// <param name="Runtimes">Runtimes for JavaScript and TypeScript.</param>
/// <param name="Aws">The AWS CLI; null when there is none.</param>
/// <param name="Bubblewrap">Path of <c>bwrap</c>; null to run without a sandbox.</param>
/// <param name="Settings">The settings for programs that use the network; null without a network.</param>
internal sealed record SandboxPlan(
    PythonInstallation Python,
    IReadOnlyList<JavaScriptRuntime> Runtimes,
    AwsCommandLine? Aws,
    string? Bubblewrap,
    HostSettings? Settings)
{
    // Lists have no equality, but their text has.
    private readonly string _text = GuestFrames.ToJson(new { Python, Runtimes, Aws, Bubblewrap, Settings });

    /// <summary>Whether programs reach the network by the session's proxy.</summary>
    public bool HasNetwork => Settings is not null;

    /// <summary>The folders of programs and settings outside of <c>/usr</c>.</summary>
    public IReadOnlyList<string> Folders =>
    [
        .. Python.Folders, .. Runtimes.SelectMany(one => one.Folders), .. Aws?.Folders ?? [],
        .. Settings?.Folders ?? [],
    ];

    /// <summary>Whether a sandbox of the other plan gets the same.</summary>
    public bool IsSameAs(SandboxPlan other) => _text == other._text;
}
