using System.Management.Automation;
using AgentCore.Cmdlets.Base;
using AgentCore.Pages;
using AgentCore.Service;

namespace AgentCore.Cmdlets.BrowserSessions;

/// <summary>
/// Get-ACAutomationStream: hands a browser session over to a program that speaks the Chrome DevTools Protocol. The
/// module's own stream of the session, if it holds one, is let go, since a session has one.
/// </summary>
[Cmdlet(VerbsCommon.Get, "ACAutomationStream", DefaultParameterSetName = ByPosition)]
[OutputType(typeof(AutomationStream))]
public sealed class GetAutomationStreamCommand : BrowserSessionCommand
{
    private protected override async Task ProcessAsync(BrowserSession session, CancellationToken cancellationToken)
    {
        var connection = Connect(session);
        await connection.CheckAsync(this, session, needsAutomation: true, cancellationToken);
        await AutomationPool.Shared.ReleaseAsync(session.SessionId).WaitAsync(cancellationToken);
        await WriteAsync(await connection.SignAutomationAsync(session));
    }
}
