using System.Management.Automation;
using AgentCore.LocalEmulator;
using AgentCore.Pages;
using AgentCore.Pages.Viewer;
using AgentCore.Service;

namespace AgentCore.Cmdlets;

/// <summary>
/// Called by PowerShell when the module is removed: what it started must not stay behind. Other runspaces may use that,
/// so that it ends with the first one alone.
/// </summary>
public sealed class ModuleRemoval : IModuleAssemblyCleanup
{
    /// <summary>What removing the module ends here, one sentence; null for nothing.</summary>
    public static string? Warning => FirstRunspace.MayEndAll && EmulatorHost.Current is { } running
        ? $"The emulator at {running.Url} (process {running.Id}) ends with the module, and so does every session in it."
        : null;

    /// <summary>
    /// Closes the pages that are served and the automation streams, and stops the emulator, if one runs.
    /// </summary>
    /// <param name="psModuleInfo">The module that is removed.</param>
    public void OnRemove(PSModuleInfo psModuleInfo)
    {
        if (!FirstRunspace.MayEndAll)
        {
            return;
        }

        OpenPages.CloseAll();
        AutomationPool.Shared.CloseAll("the module was removed");
        BackgroundCleanup.WaitForAll();
        Task.Run(EmulatorHost.StopAsync).Wait();
    }
}
