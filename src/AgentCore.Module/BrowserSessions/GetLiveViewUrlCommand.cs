using System.Management.Automation;
using Amazon.BedrockAgentCore.Signing;

namespace AgentCore;

/// <summary>Get-ACLiveViewUrl: makes a signed address under which a session's screen can be watched and used.</summary>
[Cmdlet(VerbsCommon.Get, "ACLiveViewUrl", DefaultParameterSetName = ByObject)]
[OutputType(typeof(string))]
public sealed class GetLiveViewUrlCommand : BrowserSessionCommand
{
    /// <summary>For how many seconds the address opens a view, 1 to 300; a view that is open stays so.</summary>
    [Parameter]
    [AllowedRange(1, BrowserStreamSigner.LongestExpiry)]
    public int ExpiresIn { get; set; } = BrowserStreamSigner.LongestExpiry;

    private protected override async Task ProcessAsync(BrowserSession session, CancellationToken cancellation)
    {
        var signer = await AutomationConnector.SignerAsync(Connect(session.Origin));
        await WriteAsync(signer.PresignLiveView(session.BrowserIdentifier, session.SessionId, ExpiresIn).AbsoluteUri);
    }
}
