using AgentCore.Emulator.Core.Walls;

namespace AgentCore.Emulator.CodeInterpreter.Sandbox;

/// <summary>
/// Finds the Python of sessions, with the usual packages. The result is cached once Python was found.
/// </summary>
internal sealed class PythonFinder
{
    /// <summary>How to install Python with the usual packages.</summary>
    public const string Remedy =
        "Install it (Debian, Ubuntu: apt-get install python3 python3-pip python3-numpy python3-pandas "
        + "python3-matplotlib python3-ipython) "
        + $"or set {PythonPrograms.Variable} to the path of another one.";

    /// <summary>Why there is no Python: the one that was named cannot be used, or there is none.</summary>
    public static string NotFound =>
        Environment.GetEnvironmentVariable(PythonPrograms.Variable) is { Length: > 0 } chosen
            ? $"{PythonPrograms.Variable} is '{chosen}', which is not a program of Python 3.8 or newer."
            : "No Python 3.8 or newer was found.";

    private static readonly string[] Packages = ["numpy", "pandas", "matplotlib", "IPython", "pip"];

    private PythonInstallation? _found;

    /// <summary>The Python to use; null when none of version 3.8 or newer was found.</summary>
    public async Task<PythonInstallation?> FindAsync(CancellationToken cancellationToken) =>
        _found ??= await PythonPrograms.FindAsync(Packages, cancellationToken);
}
