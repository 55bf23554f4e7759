namespace AgentCore.Emulator.Resources;

/// <summary>The two states of a session, as the API spells them.</summary>
internal static class SessionStatus
{
    /// <summary>The session can be used.</summary>
    public const string Ready = "READY";

    /// <summary>The session has ended.</summary>
    public const string Terminated = "TERMINATED";
}
