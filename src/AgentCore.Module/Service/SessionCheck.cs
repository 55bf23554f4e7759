using System.Management.Automation;
using AgentCore.Errors;

namespace AgentCore.Service;

/// <summary>Says before something is handed out that it would lead nowhere: the session has ended, or is a person's.</summary>
internal static class SessionCheck
{
    /// <summary>Asks for the session as it is now.</summary>
    /// <param name="connection">Where it lives.</param>
    /// <param name="log">Takes the verbose lines.</param>
    /// <param name="session">The session.</param>
    /// <param name="needsAutomation">Whether automation has to be enabled.</param>
    /// <param name="cancellationToken">Ctrl+C.</param>
    /// <returns>The session in full; as it was given where the caller may use sessions but not read them.</returns>
    /// <exception cref="AgentCoreException">It is gone, has ended, or its automation is disabled.</exception>
    public static async Task<BrowserSession> CheckAsync(
        this Connection connection, ICallLog log, BrowserSession session, bool needsAutomation, CancellationToken cancellationToken)
    {
        BrowserSession now;
        try
        {
            now = await connection.GetBrowserSessionAsync(log, session.BrowserIdentifier, session.SessionId, cancellationToken);
        }
        catch (AgentCoreException refused) when (refused.Category == ErrorCategory.PermissionDenied)
        {
            log.Verbose($"Whether the session still runs is not known: {refused.Message}");
            return session;
        }

        if (now.Status == "TERMINATED")
        {
            throw Failures.SessionEnded(session);
        }

        if (needsAutomation && now.AutomationStreamStatus == "DISABLED")
        {
            throw Failures.InvalidState(
                $"The automation of browser session {session.SessionId} is disabled.",
                "Let programs in again: Set-ACBrowserStream -StreamStatus ENABLED.");
        }

        return now;
    }
}
