using System.Management.Automation;
using AgentCore.Cmdlets.Base;
using AgentCore.Pages;
using AgentCore.Service;

namespace AgentCore.Cmdlets.BrowserSessions;

/// <summary>Get-ACAutomationStream: hands a browser session over to a program that speaks the Chrome DevTools Protocol.</summary>
[Cmdlet(VerbsCommon.Get, "ACAutomationStream", DefaultParameterSetName = ByPosition)]
[OutputType(typeof(AutomationStream))]
public sealed class GetAutomationStreamCommand : BrowserSessionCommand
{
    // The service takes a signed header for five minutes.
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(5);

    private protected override async Task ProcessAsync(BrowserSession session, CancellationToken cancellationToken)
    {
        var connection = Connect(session);
        await connection.CheckAsync(this, session, needsAutomation: true, cancellationToken);
        var signer = await AutomationConnector.SignerAsync(connection);
        var signed = signer.SignAutomation(session.BrowserIdentifier, session.SessionId);
        await WriteAsync(new AutomationStream(
            session,
            signed.Url.AbsoluteUri,
            signed.Headers.Where(header => header.Key != "host").ToDictionary(header => header.Key, header => header.Value),
            (signed.SignedAt + Lifetime).ToLocalTime()));
    }
}
