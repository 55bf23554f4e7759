using System.Management.Automation;

namespace AgentCore;

/// <summary>
/// Set-ACBrowserStream: turns the automation of browser sessions off or on. Stands for the API operation
/// UpdateBrowserStream.
/// </summary>
[Cmdlet(VerbsCommon.Set, "ACBrowserStream", SupportsShouldProcess = true, DefaultParameterSetName = ByPosition)]
[OutputType(typeof(BrowserSession))]
public sealed class SetBrowserStreamCommand : BrowserSessionCommand
{
    /// <summary>DISABLED cuts every program off, the live view goes on; ENABLED lets programs in again.</summary>
    [Parameter(Mandatory = true)]
    [ValidateSet("ENABLED", "DISABLED")]
    public string StreamStatus { get; set; } = "";

    /// <summary>Writes each session that was changed.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    private protected override async Task ProcessAsync(BrowserSession session, CancellationToken cancellation)
    {
        var status = StreamStatus.ToUpperInvariant();
        if (!await ConfirmAsync(session.SessionId, $"Set automation to {status}"))
            return;
        var now = await Connect(session).SetAutomationAsync(this, session, status, cancellation);
        if (status == "DISABLED")
            Memory.Automation.Close(session.SessionId, "automation of the session was disabled");
        if (PassThru)
            await WriteAsync(session.With<BrowserSession>(changed => changed.AutomationStreamStatus = now));
    }
}
