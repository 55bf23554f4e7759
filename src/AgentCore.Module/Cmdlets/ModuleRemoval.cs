using System.Management.Automation;
using AgentCore.LocalEmulator;
using AgentCore.Pages;
using AgentCore.Pages.Viewer;
using AgentCore.Service;

namespace AgentCore.Cmdlets;

/// <summary>Called by PowerShell when the module is removed: what it started must not stay behind.</summary>
public sealed class ModuleRemoval : IModuleAssemblyCleanup
{
    /// <summary>
    /// Closes the live views that are served and the automation streams, and stops the emulator, if one runs.
    /// </summary>
    /// <param name="psModuleInfo">The module that is removed.</param>
    public void OnRemove(PSModuleInfo psModuleInfo)
    {
        LiveViews.CloseAll();
        AutomationPool.Shared.CloseAll("the module was removed");
        BackgroundCleanup.WaitForAll();
        Task.Run(EmulatorHost.StopAsync).Wait();
    }
}
