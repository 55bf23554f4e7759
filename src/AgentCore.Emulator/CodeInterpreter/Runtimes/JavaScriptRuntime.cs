using AgentCore.Emulator.Processes;

namespace AgentCore.Emulator.CodeInterpreter.Runtimes;

/// <summary>A runtime for JavaScript and TypeScript on this machine.</summary>
/// <param name="Executable">Full path of its program, links followed.</param>
/// <param name="Version">Its version.</param>
internal sealed record JavaScriptRuntime(string Executable, Version Version)
{
    /// <summary>What makes Node.js read TypeScript from standard input.</summary>
    public static readonly string[] TypeScriptOptions =
        ["--experimental-strip-types", "--input-type=module-typescript", "--no-warnings"];

    private static readonly Version StripsTypes = new(22, 13);
    private static readonly Version DetectsModules = new(22, 7);

    /// <summary>What must be visible to run it besides <c>/usr</c>: the folder of its installation, or just its program.</summary>
    public IReadOnlyList<string> Folders => Executable.StartsWith("/usr/", StringComparison.Ordinal)
        ? []
        : [Path.GetFileName(Executable) == "node" ? Path.GetDirectoryName(Path.GetDirectoryName(Executable))! : Executable];

    /// <summary>Whether Node.js of this version runs TypeScript by itself.</summary>
    public bool NodeRunsTypeScript => Version >= StripsTypes;

    /// <summary>What makes Node.js tell by itself whether the code is an ES module or CommonJS.</summary>
    public IReadOnlyList<string> JavaScriptOptions =>
        Version >= DetectsModules ? [] : ["--experimental-detect-module", "--no-warnings"];

    /// <summary>Finds a runtime on PATH, and asks it for its version; null when there is none.</summary>
    /// <param name="name"><c>node</c> or <c>deno</c>.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static async Task<JavaScriptRuntime?> FindAsync(string name, CancellationToken cancellationToken)
    {
        if (ProgramFinder.Find(name) is not { } program)
        {
            return null;
        }

        var answer = await ProgramOutput.ReadAsync(program, ["--version"], cancellationToken);
        var found = answer.Text.Split(' ', 'v', '\n')
            .Select(word => Version.TryParse(word, out var version) ? version : null)
            .FirstOrDefault(version => version is not null);
        return found is not null
            ? new(new FileInfo(program).ResolveLinkTarget(returnFinalTarget: true)?.FullName ?? program, found)
            : null;
    }
}
