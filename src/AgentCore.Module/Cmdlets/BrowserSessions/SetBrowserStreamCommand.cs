using System.Management.Automation;
using AgentCore.Cmdlets.Base;
using AgentCore.Cmdlets.Binding;
using AgentCore.Service;

namespace AgentCore.Cmdlets.BrowserSessions;

/// <summary>
/// Set-ACBrowserStream: turns the automation of browser sessions off or on. Stands for the API operation
/// UpdateBrowserStream.
/// </summary>
[Cmdlet(VerbsCommon.Set, "ACBrowserStream", SupportsShouldProcess = true, DefaultParameterSetName = ByPosition)]
[OutputType(typeof(BrowserSession))]
public sealed class SetBrowserStreamCommand : BrowserSessionCommand
{
    private readonly ClientTokens _tokens = new();

    /// <summary>DISABLED cuts every program off, the live view goes on; ENABLED lets programs in again.</summary>
    [Parameter(ParameterSetName = ByPosition, Mandatory = true, Position = 1)]
    [Parameter(ParameterSetName = ByPipeline, Mandatory = true, Position = 0)]
    [ValidateSet("ENABLED", "DISABLED")]
    public string StreamStatus { get; set; } = "";

    /// <summary>
    /// A token of yours for the change of one session, 33 to 256 letters, digits and hyphens such as a GUID: the
    /// service does a request that it gets again with the same token only once.
    /// </summary>
    [Parameter]
    [ClientToken]
    public string? ClientToken { get; set; }

    /// <summary>Writes each session that was changed.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    private protected override async Task ProcessAsync(BrowserSession session, CancellationToken cancellationToken)
    {
        var status = StreamStatus.ToUpperInvariant();
        if (!await ConfirmAsync(session.SessionId, $"Set automation to {status}"))
        {
            return;
        }

        var token = _tokens.Spend(ClientToken, session.SessionId);
        var now = await Connect(session).SetAutomationAsync(
            this, session, status, token, "automation of the session was disabled", cancellationToken);

        if (PassThru)
        {
            await WriteAsync(session.With<BrowserSession>(changed => changed.AutomationStreamStatus = now));
        }
    }
}
