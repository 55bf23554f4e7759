using AgentCore.Emulator.Core.Walls;
using AgentCore.Emulator.Http;

namespace AgentCore.Emulator.CodeInterpreter.Sandbox;

/// <summary>
/// Finds the Python of code interpreter sessions, with the packages that the service has. It is cached once found.
/// </summary>
internal sealed class PythonFinder
{
    /// <summary>How to install Python with the usual packages.</summary>
    public const string Remedy =
        "Install it (Debian, Ubuntu: apt-get install python3 python3-pip python3-numpy python3-pandas "
        + "python3-matplotlib python3-ipython; elsewhere: pip install 'ipython>=8.5') "
        + $"or set {PythonPrograms.Variable} to the path of another one.";

    // IPython first, without which no code runs; from 8.5 on it reports errors as now.
    private static readonly string[] Packages = ["IPython>=8.5", "numpy", "pandas", "matplotlib", "pip"];

    private PythonInstallation? _found;

    /// <summary>Why there is no Python: the one that was named cannot be used, or there is none.</summary>
    public static string NotFound =>
        Environment.GetEnvironmentVariable(PythonPrograms.Variable) is { Length: > 0 } chosen
            ? $"{PythonPrograms.Variable} is '{chosen}', which is not a program of Python 3.8 or newer."
            : "No Python 3.8 or newer was found.";

    /// <summary>The Python to use; null when none of version 3.8 or newer was found.</summary>
    public async Task<PythonInstallation?> FindAsync(CancellationToken cancellationToken) =>
        _found ??= await PythonPrograms.FindAsync(Packages, cancellationToken);

    /// <summary>The Python to use.</summary>
    /// <exception cref="ServiceException">There is none, or it has no IPython; the message has the remedy.</exception>
    public async Task<PythonInstallation> RequireAsync(CancellationToken cancellationToken)
    {
        var python = await FindAsync(cancellationToken)
            ?? throw ServiceErrors.Internal($"{NotFound} {Remedy}");
        return python.LacksFirst
            ? throw ServiceErrors.Internal(
                $"Python {python.Version} ({python.Executable}) has no IPython 8.5 or newer. {Remedy}")
            : python;
    }
}
