using System.Management.Automation;
using System.Reflection;
using System.Runtime.InteropServices;
using AgentCore.Service;

namespace AgentCore.Cmdlets;

/// <summary>
/// Called by PowerShell at import. Notes the first runspace, whose connection is the process's. .NET Framework has no
/// load contexts, and Windows PowerShell no binding redirects for a module: where the exact version that an assembly
/// references is nowhere, the copy beside the module serves.
/// </summary>
/// <remarks>
/// On PowerShell 7 the loader's own context does this, and more. Built for Windows PowerShell, not yet run.
/// </remarks>
public sealed class ModuleImport : IModuleAssemblyInitializer
{
    private static readonly string Folder = Path.GetDirectoryName(typeof(ModuleImport).Assembly.Location)!;

    /// <summary>Notes the runspace, and registers the search, on .NET Framework only.</summary>
    public void OnImport()
    {
        FirstRunspace.Claim();
        if (!RuntimeInformation.FrameworkDescription.StartsWith(".NET Framework", StringComparison.Ordinal))
        {
            return;
        }

        AppDomain.CurrentDomain.AssemblyResolve -= Find;
        AppDomain.CurrentDomain.AssemblyResolve += Find;
    }

    private static Assembly? Find(object? sender, ResolveEventArgs e)
    {
        var file = Path.Combine(Folder, new AssemblyName(e.Name).Name + ".dll");
        return File.Exists(file) ? Assembly.LoadFrom(file) : null;
    }
}
