namespace AgentCore.Service;

/// <summary>Tells the rooms above what happened to a session, so that they let go of what they hold of it.</summary>
internal static class SessionEvents
{
    /// <summary>Raised with a session's id once it was stopped, or was found gone when it was to be.</summary>
    public static event Action<string>? Stopped;

    /// <summary>Raised with a session's id and the reason once its automation was disabled.</summary>
    public static event Action<string, string>? AutomationDisabled;

    public static void RaiseStopped(string sessionId) => Stopped?.Invoke(sessionId);

    public static void RaiseAutomationDisabled(string sessionId, string reason) => AutomationDisabled?.Invoke(sessionId, reason);
}
