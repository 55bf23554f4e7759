using System.ComponentModel;
using AgentCore.Emulator.Core;

namespace AgentCore.Emulator.CodeInterpreter.Sandbox;

/// <summary>A runtime for JavaScript and TypeScript on this machine.</summary>
/// <param name="Executable">Full path of its program, as it says itself.</param>
/// <param name="Version">Its version.</param>
internal sealed record JavaScriptRuntime(string Executable, Version Version)
{
    /// <summary>What makes Node.js read TypeScript from standard input.</summary>
    public static readonly string[] TypeScriptOptions =
        ["--experimental-strip-types", "--input-type=module-typescript", "--no-warnings"];

    private static readonly Version StripsTypes = new(22, 13);
    private static readonly Version DetectsModules = new(22, 7);

    /// <summary>The npm that came with Node.js, or null.</summary>
    public string? Npm { get; } =
        Path.Combine(Path.GetDirectoryName(Path.GetDirectoryName(Executable)) ?? "/", "lib/node_modules/npm") is var npm
        && Path.GetFileName(Executable) == "node" && Directory.Exists(npm) ? npm : null;

    /// <summary>
    /// What must be visible to run it besides <c>/usr</c>. No more than that: the folder around it may be the user's own.
    /// </summary>
    public IReadOnlyList<string> Folders =>
        [.. new[] { Executable, Npm }.OfType<string>().Where(path => !path.StartsWith("/usr/", StringComparison.Ordinal))];

    /// <summary>Whether Node.js of this version runs TypeScript by itself.</summary>
    public bool NodeRunsTypeScript => Version >= StripsTypes;

    /// <summary>What makes Node.js tell by itself whether the code is an ES module or CommonJS.</summary>
    public IReadOnlyList<string> JavaScriptOptions =>
        Version >= DetectsModules ? [] : ["--experimental-detect-module", "--no-warnings"];

    /// <summary>Finds a runtime on PATH, and asks it what it is; null when there is none.</summary>
    /// <param name="name"><c>node</c> or <c>deno</c>.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static async Task<JavaScriptRuntime?> FindAsync(string name, CancellationToken cancellationToken)
    {
        if (ProgramFinder.Find(name) is not { } program)
        {
            return null;
        }

        // What is on PATH may be a version manager's stand-in, which would not work in the sandbox.
        string[] question = name == "deno"
            ? ["eval", "--no-config", "console.log(Deno.version.deno + '\\n' + Deno.execPath())"]
            : ["-p", "process.versions.node + '\\n' + process.execPath"];
        try
        {
            var answer = await ProgramOutput.ReadAsync(program, question, cancellationToken);
            return answer.Text.Split('\n') is [var version, var executable, ..] && Version.TryParse(version, out var number)
                ? new(executable, number)
                : null;
        }
        catch (Exception error) when (error is Win32Exception or TimeoutException)
        {
            return null; // no runtime, whatever its name
        }
    }
}
