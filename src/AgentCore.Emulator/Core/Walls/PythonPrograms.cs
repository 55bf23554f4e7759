using System.ComponentModel;
using System.Text.Json;

namespace AgentCore.Emulator.Core.Walls;

/// <summary>
/// Finds Python: the one that <see cref="Variable"/> names, else one on this machine that has the first of the packages
/// and the fewest missing.
/// </summary>
internal static class PythonPrograms
{
    /// <summary>Environment variable with the path of the Python to use.</summary>
    public const string Variable = "AGENTCORE_PYTHON";

    // Describes the interpreter. Links are followed: a Python in /usr may be a link to one elsewhere. Of one directly
    // in the home folder of the user (or in ~/.local), the sandbox gets only the libraries, not the files of the user.
    private const string Script = """
        import importlib.metadata, importlib.util, json, os, sys
        home = os.path.expanduser("~")
        def own(place):
            return place + "/lib" if (home + "/").startswith(place + "/") or place == home + "/.local" else place
        places = {os.path.realpath(place) for place in (sys.prefix, sys.base_prefix, sys.exec_prefix)} | {sys.prefix}
        places = {own(place) for place in places if place != "/"}
        executable = os.path.realpath(sys.executable)
        def numbers(version):
            return [int(part) for part in version.split(".")[:2]]
        def is_missing(name, least):
            if importlib.util.find_spec(name) is None:
                return True
            return least and numbers(importlib.metadata.version(name.lower())) < numbers(least)
        missing = []
        for package in sys.argv[1:]:
            name, _, least = package.partition(">=")
            if is_missing(name, least):
                missing.append(name)
        print(json.dumps({
            "Executable": sys.executable,
            "Version": "%d.%d.%d" % sys.version_info[:3],
            "Folders": sorted(p for p in places if not (p + "/").startswith("/usr/"))
                + [p for p in (executable,) if not any((p).startswith(q + "/") for q in places | {"/usr"})],
            "IsVirtualEnvironment": sys.prefix != sys.base_prefix,
            "MissingPackages": missing,
            "LacksFirst": missing[:1] == [package.partition(">=")[0] for package in sys.argv[1:2]],
        } if sys.version_info >= (3, 8) else None))
        """;

    /// <summary>The Python to use; null when none of version 3.8 or newer was found.</summary>
    /// <param name="packages">
    /// The packages that it should have, the most important one first, by the names of their imports; one may have the
    /// lowest version that counts, such as <c>IPython>=8.5</c>.
    /// </param>
    /// <param name="cancellationToken">Cancels the search.</param>
    public static async Task<PythonInstallation?> FindAsync(
        IReadOnlyList<string> packages, CancellationToken cancellationToken)
    {
        string?[] candidates = Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } chosen
            ? [ProgramFinder.Find(chosen)]
            : ["/usr/bin/python3", ProgramFinder.Find("python3"), ProgramFinder.Find("python")];
        var found = new List<PythonInstallation>();
        foreach (var candidate in candidates.OfType<string>().Where(File.Exists).Distinct())
        {
            if (await DescribeAsync(candidate, packages, cancellationToken) is { } python)
            {
                found.Add(python);
                if (python.MissingPackages.Count == 0)
                {
                    break;
                }
            }
        }

        return found.OrderBy(python => python.LacksFirst)
            .ThenBy(python => python.MissingPackages.Count)
            .FirstOrDefault();
    }

    private static async Task<PythonInstallation?> DescribeAsync(
        string program, IReadOnlyList<string> packages, CancellationToken cancellationToken)
    {
        try
        {
            // Isolated, because packages of the user are not available in the sandbox either.
            var output = await ProgramOutput.ReadAsync(program, ["-I", "-c", Script, .. packages], cancellationToken);
            return output.ExitCode == 0 ? JsonSerializer.Deserialize<PythonInstallation?>(output.StandardOutput) : null;
        }
        catch (Exception error) when (error is Win32Exception or TimeoutException or JsonException)
        {
            return null;
        }
    }
}

/// <summary>A Python installation on this machine.</summary>
/// <param name="Executable">Full path of its program.</param>
/// <param name="Version">Version, such as <c>3.11.2</c>.</param>
/// <param name="Folders">Folders outside of <c>/usr</c> that it needs.</param>
/// <param name="IsVirtualEnvironment">
/// Whether it is a virtual environment, to which a session cannot install packages.
/// </param>
/// <param name="MissingPackages">The packages that were asked for and are missing.</param>
/// <param name="LacksFirst">Whether the first package that was asked for, the most important one, is missing.</param>
internal sealed record PythonInstallation(
    string Executable,
    string Version,
    IReadOnlyList<string> Folders,
    bool IsVirtualEnvironment,
    IReadOnlyList<string> MissingPackages,
    bool LacksFirst);
