using System.Management.Automation;
using System.Management.Automation.Host;
using AgentCore.Formatting;
using AgentCore.Service;

namespace AgentCore.Cmdlets;

/// <summary>
/// Called by the module's script: tells of sessions that are left behind when PowerShell ends, since they cost money
/// until their time to live is over.
/// </summary>
public static class SessionsLeft
{
    private const int MostShown = 10;

    private const string Exit = "PowerShell.Exiting";

    /// <summary>
    /// Writes the warning when PowerShell ends; only for the runspace that the process began with, since sessions of
    /// parallel runspaces may be meant to stay.
    /// </summary>
    /// <param name="events">The runspace's events.</param>
    /// <param name="host">Shows the warning.</param>
    public static void TellAtExit(PSEventManager events, PSHost host)
    {
        if (FirstRunspace.IsCurrent)
        {
            events?.SubscribeEvent(
                null, null, Exit, null, (_, _) => Tell(host), supportEvent: true, forwardEvent: false);
        }
    }

    /// <summary>Writes the warning now, where sessions run, and not at the end; when the module is removed.</summary>
    /// <param name="events">The runspace's events.</param>
    /// <param name="host">Shows the warning.</param>
    public static void TellAtRemoval(PSEventManager events, PSHost host)
    {
        if (events is null || !FirstRunspace.IsCurrent)
        {
            return;
        }

        foreach (var subscriber in events.GetEventSubscribers(Exit).Where(IsOurs).ToList())
        {
            events.UnsubscribeEvent(subscriber);
        }

        Tell(host);
    }

    private static bool IsOurs(PSEventSubscriber subscriber) =>
        subscriber.HandlerDelegate?.Method.Module == typeof(SessionsLeft).Module;

    internal static string? Warning(IReadOnlyList<AgentSession> running)
    {
        if (running.Count == 0)
        {
            return null;
        }

        var shown = running.Take(MostShown).Select(session =>
        {
            var name = session.Name is { Length: > 0 } given ? $"{given}, " : "";
            var end = ViewText.Expiry(session) is { Length: > 0 } known ? known : "by itself later";
            return $"{session.SessionId} ({name}{session.Owner} in {session.Region}, ends {end})";
        });
        var more = running.Count > MostShown ? $" and {running.Count - MostShown} more" : "";
        var (count, cost) = running.Count == 1
            ? ("A session", "costs money until it ends")
            : ($"{running.Count} sessions", "cost money until they end");
        return $"{count} that this PowerShell started may still run, and {cost}: {string.Join(", ", shown)}{more}. "
            + "Stop what is not needed with Stop-ACBrowserSession or Stop-ACCodeInterpreterSession.";
    }

    private static void Tell(PSHost host)
    {
        if (Warning(StartedSessions.Running(DateTime.UtcNow)) is { } warning)
        {
            host?.UI?.WriteWarningLine(warning);
        }
    }
}
