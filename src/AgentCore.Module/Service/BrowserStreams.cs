using System.Management.Automation;
using AgentCore.Client.Signing;
using AgentCore.Errors;
using Amazon.BedrockAgentCore.Model;
using Amazon.Runtime;

namespace AgentCore.Service;

/// <summary>The two streams of a browser session: automation and live view.</summary>
internal static class BrowserStreams
{
    /// <summary>The longest time that a live-view URL may be valid for, in seconds.</summary>
    public const int LongestExpiry = BrowserStreamSigner.LongestExpiry;

    // The service takes a signed header for five minutes.
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(5);

    /// <summary>The session in full. Stands for GetBrowserSession.</summary>
    public static async Task<BrowserSession> GetBrowserSessionAsync(
        this Connection connection,
        ICallLog log,
        string browserIdentifier,
        string sessionId,
        CancellationToken cancellationToken) =>
        (BrowserSession)await BrowserSessionOperations.Instance
            .GetAsync(connection, log, browserIdentifier, sessionId, cancellationToken);

    /// <summary>Asks for the session as it is now.</summary>
    /// <param name="connection">Where it lives.</param>
    /// <param name="log">Takes the verbose lines.</param>
    /// <param name="session">The session.</param>
    /// <param name="needsAutomation">Whether automation has to be enabled.</param>
    /// <param name="cancellationToken">Ctrl+C.</param>
    /// <returns>The session in full; as it was given where the caller may use sessions but not read them.</returns>
    /// <exception cref="AgentCoreException">It is gone, has ended, or its automation is disabled.</exception>
    public static async Task<BrowserSession> CheckAsync(
        this Connection connection,
        ICallLog log,
        BrowserSession session,
        bool needsAutomation,
        CancellationToken cancellationToken)
    {
        BrowserSession now;
        try
        {
            now = await connection.GetBrowserSessionAsync(
                log, session.BrowserIdentifier, session.SessionId, cancellationToken);
        }
        catch (AgentCoreException error) when (error.Category == ErrorCategory.PermissionDenied)
        {
            log.Verbose($"Whether the session still runs is not known: {error.Message}");
            return session;
        }

        if (now.Status == "TERMINATED")
        {
            throw Ended(session);
        }

        if (needsAutomation && now.AutomationStreamStatus == "DISABLED")
        {
            throw AutomationIsDisabled(session);
        }

        return now;
    }

    /// <summary>Turns automation on or off, and returns how it is now. Stands for UpdateBrowserStream.</summary>
    /// <param name="connection">Where the session lives.</param>
    /// <param name="log">Takes request id and time.</param>
    /// <param name="session">The session.</param>
    /// <param name="status">ENABLED or DISABLED.</param>
    /// <param name="clientToken">Makes the same change, sent again, one; null for a token of the call's own.</param>
    /// <param name="reason">The message for those who drive the session when it is disabled.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public static async Task<string> SetAutomationAsync(
        this Connection connection,
        ICallLog log,
        BrowserSession session,
        string status,
        string? clientToken,
        string reason,
        CancellationToken cancellationToken)
    {
        var response = await connection.SendAsync(
            log,
            new UpdateBrowserStreamRequest
            {
                BrowserIdentifier = session.BrowserIdentifier,
                SessionId = session.SessionId,
                StreamUpdate = new StreamUpdate
                {
                    AutomationStreamUpdate = new AutomationStreamUpdate { StreamStatus = status },
                },
                ClientToken = clientToken,
            },
            static (client, request, token) => client.UpdateBrowserStreamAsync(request, token),
            cancellationToken);
        if (status == "DISABLED")
        {
            SessionEvents.RaiseAutomationDisabled(session.SessionId, reason);
        }

        return response.Streams?.AutomationStream?.StreamStatus?.Value ?? status;
    }

    /// <summary>Address and headers of the session's automation. The headers are a secret until they expire.</summary>
    /// <exception cref="AgentCoreException">The credentials cannot be renewed.</exception>
    public static async Task<AutomationStream> SignAutomationAsync(this Connection connection, BrowserSession session)
    {
        var signer = await GetSignerAsync(connection);
        var signed = signer.SignAutomation(session.BrowserIdentifier, session.SessionId);
        return new AutomationStream(
            session,
            signed.Url.AbsoluteUri,
            signed.Headers
                .Where(header => header.Key != "host")
                .ToDictionary(header => header.Key, header => header.Value),
            (signed.SignedAt + Lifetime).ToLocalTime());
    }

    /// <summary>Makes a live-view URL that anyone can open until it expires. It is a secret until then.</summary>
    /// <param name="connection">Where the session lives.</param>
    /// <param name="session">The session.</param>
    /// <param name="seconds">How long the URL is valid: 1 to <see cref="LongestExpiry"/>.</param>
    /// <exception cref="AgentCoreException">The credentials cannot be renewed.</exception>
    public static async Task<string> PresignLiveViewAsync(
        this Connection connection, BrowserSession session, int seconds)
    {
        var signer = await GetSignerAsync(connection);
        return signer.PresignLiveView(session.BrowserIdentifier, session.SessionId, seconds).AbsoluteUri;
    }

    /// <summary>
    /// The error for a session that is known but has ended; for calls about one the service gives the same id.
    /// </summary>
    public static AgentCoreException Ended(BrowserSession session) => Failures.ResourceNotFound(
        $"The browser session {session.SessionId} has ended.", "Start another: Start-ACBrowserSession.");

    /// <summary>The error for a session that programs may not drive now.</summary>
    public static AgentCoreException AutomationIsDisabled(BrowserSession session) => Failures.InvalidState(
        $"The automation of browser session {session.SessionId} is disabled.",
        "Enable it: Set-ACBrowserStream -StreamStatus ENABLED.");

    private static async Task<BrowserStreamSigner> GetSignerAsync(Connection connection)
    {
        try
        {
            return new BrowserStreamSigner(
                await connection.Credentials.GetCredentialsAsync(), connection.Region, connection.Endpoint);
        }
        catch (Exception failed) when (failed is AmazonClientException or AmazonServiceException)
        {
            throw ServiceErrors.Translate(failed, operation: null, ServiceAddress.DataPlaneOf(connection));
        }
    }
}
