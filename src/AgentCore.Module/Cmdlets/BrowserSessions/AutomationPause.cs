using System.Management.Automation;
using AgentCore.Errors;
using AgentCore.Service;

namespace AgentCore.Cmdlets.BrowserSessions;

/// <summary>Cuts programs off from a session for a while, and lets them in again whatever happens meanwhile.</summary>
internal sealed class AutomationPause(Connection connection, ICallLog log, BrowserSession session)
{
    private Task? _off;

    /// <summary>Cuts them off.</summary>
    /// <remarks>The call itself is never cancelled: one that is still on its way could arrive after its opposite.</remarks>
    public async Task BeginAsync(CancellationToken cancellationToken)
    {
        var off = connection.SetAutomationAsync(log, session, "DISABLED", clientToken: null, CancellationToken.None);
        _off = off;
        await off.WaitAsync(cancellationToken);
    }

    /// <summary>Lets them in again, unless the session has ended, or they were never cut off.</summary>
    /// <exception cref="AgentCoreException">It could not be done; the message says what to do.</exception>
    public async Task EndAsync()
    {
        if (_off is null)
        {
            return;
        }

        try
        {
            await _off;
        }
        catch (AgentCoreException)
        {
            // Refused, or lost on the way back: then it may have been done.
        }

        try
        {
            await connection.SetAutomationAsync(log, session, "ENABLED", clientToken: null, CancellationToken.None);
        }
        catch (AgentCoreException gone) when (gone.Category is ErrorCategory.ObjectNotFound)
        {
            log.Verbose($"The session is gone: {gone.Message}");
        }
        catch (AgentCoreException failed)
        {
            if (await HasEndedAsync())
            {
                return;
            }

            throw new AgentCoreException(
                failed.ErrorCode, failed.Category,
                $"The automation of browser session {session.SessionId} could not be given back: {failed.Message}", failed)
            {
                RecommendedAction = "Try again: Set-ACBrowserStream -StreamStatus ENABLED.",
            };
        }
    }

    private async Task<bool> HasEndedAsync()
    {
        try
        {
            await connection.CheckAsync(log, session, needsAutomation: false, CancellationToken.None);
            return false;
        }
        catch (AgentCoreException ended)
        {
            return ended.Category is ErrorCategory.InvalidOperation or ErrorCategory.ObjectNotFound;
        }
    }
}
