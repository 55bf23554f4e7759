using AgentCore.Errors;

namespace AgentCore.Service;

/// <summary>A program on this machine that serves both planes; LocalEmulator makes it a runspace's default.</summary>
internal abstract class LocalEndpoint
{
    /// <summary>Base address of both planes.</summary>
    public abstract string Url { get; }

    /// <summary>The keys that it accepts.</summary>
    public abstract KeyCredentials Keys { get; }

    /// <summary>Whether its process is over, for whatever reason.</summary>
    public abstract bool HasEnded { get; }

    /// <summary>Whether it was told to stop.</summary>
    public abstract bool WasStopped { get; }

    /// <summary>Whether it ends within a moment: the end of a connection is seen before that of the process.</summary>
    public abstract Task<bool> EndsSoonAsync();

    /// <summary>The error for a call that found it ended.</summary>
    public abstract AgentCoreException Gone(Exception cause);

    /// <summary>The page that shows a browser session.</summary>
    public abstract string ConsolePageOf(string sessionId);
}
