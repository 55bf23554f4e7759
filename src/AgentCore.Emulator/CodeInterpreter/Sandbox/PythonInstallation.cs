namespace AgentCore.Emulator.CodeInterpreter.Sandbox;

/// <summary>A Python on this machine.</summary>
/// <param name="Executable">Full path of its program.</param>
/// <param name="Version">Such as <c>3.11.2</c>.</param>
/// <param name="Folders">Folders that it needs besides <c>/usr</c>.</param>
/// <param name="IsVirtualEnvironment">Whether packages can only be installed into a folder of one's own choosing.</param>
/// <param name="MissingPackages">Those of the usual packages that it lacks.</param>
internal sealed record PythonInstallation(
    string Executable,
    string Version,
    IReadOnlyList<string> Folders,
    bool IsVirtualEnvironment,
    IReadOnlyList<string> MissingPackages);
