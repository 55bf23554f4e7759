using System.Reflection;
using System.Runtime.Loader;

namespace AgentCore.Loader;

/// <summary>The module's own assembly load context: the module and everything it brings live in here.</summary>
/// <remarks>
/// The whole module is isolated, not only its dependencies. A handler on the default context's <c>Resolving</c> event
/// would be too late: a newer AWSSDK.Core that another module loaded first would win.
/// A context keeps what it loaded, so that a version from another folder gets another context.
/// </remarks>
public sealed class ModuleLoadContext : AssemblyLoadContext
{
    private static readonly object Gate = new();
    private static readonly Dictionary<string, ModuleLoadContext> Contexts = [];
    private readonly string _folder;
    private readonly IReadOnlyDictionary<string, string> _host;

    private ModuleLoadContext(string folder)
        : base("AgentCore")
    {
        _folder = folder;
        _host = HostAssemblies();
    }

    /// <summary>
    /// Until the scope is disposed of, assemblies that this thread loads by name are looked for in the module's
    /// context; a second import from the same folder gets the same one.
    /// </summary>
    /// <param name="folder">The full path of the folder that holds AgentCore.Module.dll.</param>
    /// <exception cref="InvalidOperationException">Another version was loaded from this very folder.</exception>
    /// <remarks>
    /// So Import-Module itself loads the module's assembly, under the module's own name. <c>Import-Module -Assembly</c>
    /// would load it as well, but calls it, and its provider in every path, dynamic_code_module_AgentCore.Module.
    /// </remarks>
    public static ContextualReflectionScope Enter(string folder)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        lock (Gate)
        {
            if (!Contexts.TryGetValue(folder, out var context))
            {
                Contexts[folder] = context = new ModuleLoadContext(folder);
            }

            // The runtime keeps what it once read from a file, whatever context asks.
            var path = Path.Combine(folder, "AgentCore.Module.dll");
            var module = context.LoadFromAssemblyPath(path);
            var there = AssemblyName.GetAssemblyName(path);
            if (module.FullName != there.FullName)
            {
                throw new InvalidOperationException(
                    $"AgentCore {module.GetName().Version?.ToString(3)} was loaded in this PowerShell before "
                        + $"{there.Version?.ToString(3)} took its place. "
                        + "Start a new PowerShell to use that.");
            }

            return context.EnterContextualReflection();
        }
    }

    /// <inheritdoc/>
    protected override Assembly? Load(AssemblyName assemblyName)
    {
        ArgumentNullException.ThrowIfNull(assemblyName);
        var own = Path.Combine(_folder, assemblyName.Name + ".dll");
        var host = _host.TryGetValue(assemblyName.Name ?? "", out var path) ? AssemblyName.GetAssemblyName(path) : null;
        return HostRule.Decide(assemblyName, host, File.Exists(own)) == AssemblySource.Module
            ? LoadFromAssemblyPath(own)
            : null;
    }

    // What the host process was started with: the framework and PowerShell's own folder, nothing that came later.
    private static Dictionary<string, string> HostAssemblies()
    {
        var files = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        var trusted = AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES") as string ?? "";
        foreach (var file in trusted.Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries))
        {
            files.TryAdd(Path.GetFileNameWithoutExtension(file), file);
        }

        return files;
    }
}
