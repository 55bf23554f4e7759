using System.Management.Automation;
using AgentCore.Cmdlets.Base;
using AgentCore.LocalEmulator;
using AgentCore.Pages.Viewer;

namespace AgentCore.Cmdlets.Emulator;

/// <summary>Show-ACEmulator: opens the console page of the emulator that this PowerShell started.</summary>
[Cmdlet(VerbsCommon.Show, "ACEmulator")]
[OutputType(typeof(EmulatorInstance))]
public sealed class ShowEmulatorCommand : AsyncCommand
{
    // The view that shows the address, which that of Get-ACEmulator leaves out.
    private const string ConsoleView = "AgentCore.EmulatorInstance#Console";

    /// <summary>
    /// Opens no browser and writes the emulator with the address, for a machine that has none or a browser of your
    /// choice.
    /// </summary>
    [Parameter]
    public SwitchParameter NoBrowser { get; set; }

    /// <summary>Writes the emulator, with another address of its console.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    private protected override async Task ProcessAsync(CancellationToken cancellationToken)
    {
        var emulator = EmulatorHost.Running;
        var browser = NoBrowser ? null : MachineBrowser.Find();
        if (browser is not null)
        {
            var shown = await emulator.DescribeAsync(cancellationToken);
            await browser.OpenAsync(shown.ConsoleUrl!, cancellationToken);
        }

        if (PassThru || NoBrowser)
        {
            var written = new PSObject(await emulator.DescribeAsync(cancellationToken));
            written.TypeNames.Insert(0, ConsoleView);
            await WriteAsync(written);
        }
    }
}
