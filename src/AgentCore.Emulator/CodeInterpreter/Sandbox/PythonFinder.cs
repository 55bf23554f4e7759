using System.ComponentModel;
using System.Text.Json;
using AgentCore.Emulator.Core;

namespace AgentCore.Emulator.CodeInterpreter.Sandbox;

/// <summary>
/// Finds a Python: the one that <see cref="Variable"/> names, else the one of the usual places that lacks fewest of
/// the usual packages. Found once, it is remembered; not found, it is looked for again.
/// </summary>
internal sealed class PythonFinder
{
    /// <summary>Environment variable that names the Python to use.</summary>
    public const string Variable = "AGENTCORE_PYTHON";

    /// <summary>How to get Python with the usual packages.</summary>
    public const string Remedy =
        "Install it (Debian, Ubuntu: apt-get install python3 python3-pip python3-numpy python3-pandas python3-matplotlib "
        + "python3-ipython) "
        + $"or name another with {Variable}.";

    // Prints what is known of the interpreter. Links are followed: a Python below /usr may lead to one elsewhere. Of one
    // that lies right in the user's folder (or in ~/.local) only the libraries are shown, and not the user's files.
    private const string Question = """
        import importlib.util, json, os, sys
        home = os.path.expanduser("~")
        def own(place):
            return place + "/lib" if (home + "/").startswith(place + "/") or place == home + "/.local" else place
        places = {os.path.realpath(place) for place in (sys.prefix, sys.base_prefix, sys.exec_prefix)} | {sys.prefix}
        places = {own(place) for place in places if place != "/"}
        executable = os.path.realpath(sys.executable)
        print(json.dumps({
            "Executable": sys.executable,
            "Version": "%d.%d.%d" % sys.version_info[:3],
            "Folders": sorted(p for p in places if not (p + "/").startswith("/usr/"))
                + [p for p in (executable,) if not any((p).startswith(q + "/") for q in places | {"/usr"})],
            "IsVirtualEnvironment": sys.prefix != sys.base_prefix,
            "MissingPackages": [
                name for name in ("numpy", "pandas", "matplotlib", "IPython", "pip") if importlib.util.find_spec(name) is None],
        } if sys.version_info >= (3, 8) else None))
        """;

    private PythonInstallation? _found;

    /// <summary>The Python to use, or null when there is none of version 3.8 or newer.</summary>
    public async Task<PythonInstallation?> FindAsync(CancellationToken cancellationToken) =>
        _found ??= await SearchAsync(cancellationToken);

    private static async Task<PythonInstallation?> SearchAsync(CancellationToken cancellationToken)
    {
        string?[] candidates = Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } chosen
            ? [ProgramFinder.Find(chosen)]
            : ["/usr/bin/python3", ProgramFinder.Find("python3"), ProgramFinder.Find("python")];
        var found = new List<PythonInstallation>();
        foreach (var candidate in candidates.OfType<string>().Where(File.Exists).Distinct())
        {
            if (await AskAsync(candidate, cancellationToken) is { } python)
            {
                found.Add(python);
                if (python.MissingPackages.Count == 0)
                {
                    break;
                }
            }
        }

        return found.MinBy(python => python.MissingPackages.Count);
    }

    private static async Task<PythonInstallation?> AskAsync(string program, CancellationToken cancellationToken)
    {
        try
        {
            // Isolated as in the sandbox: what the user has installed for himself will not be there either.
            var answer = await ProgramOutput.ReadAsync(program, ["-I", "-c", Question], cancellationToken);
            return answer.ExitCode == 0 ? JsonSerializer.Deserialize<PythonInstallation?>(answer.Text) : null;
        }
        catch (Exception error) when (error is Win32Exception or TimeoutException or JsonException)
        {
            return null;
        }
    }
}
