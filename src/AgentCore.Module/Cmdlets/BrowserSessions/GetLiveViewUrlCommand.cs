using System.Management.Automation;
using AgentCore.Cmdlets.Base;
using AgentCore.Cmdlets.Binding;
using AgentCore.Errors;
using AgentCore.Pages.Viewer;
using AgentCore.Service;

namespace AgentCore.Cmdlets.BrowserSessions;

/// <summary>Get-ACLiveViewUrl: makes an address under which a session's screen can be watched and used.</summary>
[Cmdlet(VerbsCommon.Get, "ACLiveViewUrl", DefaultParameterSetName = ByPosition)]
[OutputType(typeof(string))]
public sealed class GetLiveViewUrlCommand : BrowserSessionCommand
{
    /// <summary>For how many seconds the address opens a view, 1 to 300; a view that is open stays so.</summary>
    [Parameter]
    [AllowedRange(1, BrowserStreams.LongestExpiry)]
    public int ExpiresIn { get; set; } = BrowserStreams.LongestExpiry;

    /// <summary>
    /// Gives the session's page in the console instead: that of AWS asks a person to sign in and does not expire, that
    /// of the emulator opens once, within five minutes.
    /// </summary>
    [Parameter]
    public SwitchParameter Console { get; set; }

    private protected override void Prepare()
    {
        base.Prepare();
        if (Console && MyInvocation.BoundParameters.ContainsKey(nameof(ExpiresIn)))
        {
            throw Failures.InvalidArgument("-ExpiresIn is for a live view: give -ExpiresIn or -Console, not both.");
        }
    }

    private protected override async Task ProcessAsync(BrowserSession session, CancellationToken cancellationToken)
    {
        var connection = Connect(session);
        await connection.CheckAsync(this, session, needsAutomation: false, cancellationToken);
        await WriteAsync(
            Console
                ? await ConsolePage.OfAsync(connection, session, cancellationToken)
                : await connection.PresignLiveViewAsync(session, ExpiresIn));
    }
}
