using AgentCore.Service;

namespace AgentCore.Pages.Viewer;

/// <summary>Signs addresses of live views.</summary>
internal static class LiveViewAddress
{
    /// <summary>An address that opens the session's live view for as many seconds, 1 to 300. It is a secret until then.</summary>
    public static async Task<string> PresignLiveViewAsync(this Connection connection, BrowserSession session, int seconds)
    {
        var signer = await AutomationConnector.SignerAsync(connection);
        return signer.PresignLiveView(session.BrowserIdentifier, session.SessionId, seconds).AbsoluteUri;
    }
}
