using AgentCore.Client.Signing;

namespace AgentCore.Service;

/// <summary>Signs the two streams of a browser session: automation and live view.</summary>
internal static class BrowserStreams
{
    /// <summary>The longest time, in seconds, that an address of a live view opens one.</summary>
    public const int LongestExpiry = BrowserStreamSigner.LongestExpiry;

    // The service takes a signed header for five minutes.
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(5);

    /// <summary>Address and headers of the session's automation. The headers are a secret until they expire.</summary>
    public static async Task<AutomationStream> SignAutomationAsync(this Connection connection, BrowserSession session)
    {
        var signer = await SignerAsync(connection);
        var signed = signer.SignAutomation(session.BrowserIdentifier, session.SessionId);
        return new(
            session,
            signed.Url.AbsoluteUri,
            signed.Headers.Where(header => header.Key != "host").ToDictionary(header => header.Key, header => header.Value),
            (signed.SignedAt + Lifetime).ToLocalTime());
    }

    /// <summary>An address that opens the session's live view for as many seconds, 1 to 300. It is a secret until then.</summary>
    public static async Task<string> PresignLiveViewAsync(this Connection connection, BrowserSession session, int seconds)
    {
        var signer = await SignerAsync(connection);
        return signer.PresignLiveView(session.BrowserIdentifier, session.SessionId, seconds).AbsoluteUri;
    }

    private static async Task<BrowserStreamSigner> SignerAsync(Connection connection) =>
        new(await connection.Credentials.GetCredentialsAsync(), connection.Region, connection.Endpoint);
}
