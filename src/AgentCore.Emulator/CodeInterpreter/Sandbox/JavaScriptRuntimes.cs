using System.ComponentModel;
using AgentCore.Emulator.Core;

namespace AgentCore.Emulator.CodeInterpreter.Sandbox;

/// <summary>Finds the runtimes for JavaScript and TypeScript. A runtime is cached once it was found.</summary>
internal sealed class JavaScriptRuntimes
{
    /// <summary>How to install a runtime for TypeScript.</summary>
    public const string TypeScriptRemedy = $"{DenoRemedy} Node.js runs it from 22.13 on (https://nodejs.org).";

    /// <summary>How to install Node.js.</summary>
    public const string NodeRemedy = "Install Node.js (https://nodejs.org; 22.13 or newer runs TypeScript as well).";

    /// <summary>How to install Deno.</summary>
    public const string DenoRemedy = "Install Deno (https://deno.com, or: npm install --global deno).";

    private JavaScriptRuntime? _node;
    private JavaScriptRuntime? _deno;

    /// <summary>Node.js, or null.</summary>
    public async Task<JavaScriptRuntime?> NodeAsync(CancellationToken cancellationToken) =>
        _node ??= await JavaScriptRuntime.FindAsync("node", cancellationToken);

    /// <summary>Deno, or null.</summary>
    public async Task<JavaScriptRuntime?> DenoAsync(CancellationToken cancellationToken) =>
        _deno ??= await JavaScriptRuntime.FindAsync("deno", cancellationToken);

    /// <summary>Those that were found.</summary>
    public async Task<IReadOnlyList<JavaScriptRuntime>> AllAsync(CancellationToken cancellationToken) =>
        new[] { await NodeAsync(cancellationToken), await DenoAsync(cancellationToken) }
            .OfType<JavaScriptRuntime>()
            .ToArray();
}

/// <summary>A runtime for JavaScript and TypeScript on this machine.</summary>
/// <param name="Executable">Full path of its program, as the runtime reports it.</param>
/// <param name="Version">Version of the runtime.</param>
internal sealed record JavaScriptRuntime(string Executable, Version Version)
{
    /// <summary>Options with which Node.js runs TypeScript from standard input.</summary>
    public static readonly string[] TypeScriptOptions =
        ["--experimental-strip-types", "--input-type=module-typescript", "--no-warnings"];

    private static readonly Version StripsTypes = new(22, 13);
    private static readonly Version DetectsModules = new(22, 7);

    /// <summary>The npm that came with Node.js, or null.</summary>
    public string? Npm { get; } =
        Path.Combine(Path.GetDirectoryName(Path.GetDirectoryName(Executable)) ?? "/", "lib/node_modules/npm") is var npm
        && Path.GetFileName(Executable) == "node" && Directory.Exists(npm) ? npm : null;

    /// <summary>
    /// Files and folders outside of <c>/usr</c> that it needs. Not the folder around them, which may belong to the
    /// user.
    /// </summary>
    public IReadOnlyList<string> Folders =>
        new[] { Executable, Npm }
            .OfType<string>()
            .Where(path => !path.StartsWith("/usr/", StringComparison.Ordinal))
            .ToArray();

    /// <summary>Whether Node.js of this version runs TypeScript.</summary>
    public bool NodeRunsTypeScript => Version >= StripsTypes;

    /// <summary>Options with which Node.js detects whether code is an ES module or CommonJS.</summary>
    public IReadOnlyList<string> JavaScriptOptions =>
        Version >= DetectsModules ? [] : ["--experimental-detect-module", "--no-warnings"];

    /// <summary>Finds a runtime on PATH and reads its version and path; null when there is none.</summary>
    /// <param name="name"><c>node</c> or <c>deno</c>.</param>
    /// <param name="cancellationToken">Cancels the search.</param>
    public static async Task<JavaScriptRuntime?> FindAsync(string name, CancellationToken cancellationToken)
    {
        if (ProgramFinder.Find(name) is not { } program)
        {
            return null;
        }

        // The program on PATH may be a shim of a version manager, which does not work in the sandbox.
        string[] arguments = name == "deno"
            ? ["eval", "--no-config", "console.log(Deno.version.deno + '\\n' + Deno.execPath())"]
            : ["-p", "process.versions.node + '\\n' + process.execPath"];
        try
        {
            var output = await ProgramOutput.ReadAsync(program, arguments, cancellationToken);
            return output.StandardOutput.Split('\n') is [var version, var executable, ..]
                && Version.TryParse(version, out var number)
                ? new(executable, number)
                : null;
        }
        catch (Exception error) when (error is Win32Exception or TimeoutException)
        {
            return null; // not a runtime, whatever its name
        }
    }
}
