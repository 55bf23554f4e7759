namespace AgentCore;

/// <summary>An emulator that this PowerShell started.</summary>
public sealed class EmulatorInstance
{
    internal EmulatorInstance(string url, int processId, DateTime startedAt, string accessKey)
    {
        Url = url;
        ProcessId = processId;
        StartedAt = startedAt;
        AccessKey = accessKey;
    }

    /// <summary>Its address on loopback; both planes, the streams and a console page are there.</summary>
    public string Url { get; }

    /// <summary>Its operating system process.</summary>
    public int ProcessId { get; }

    /// <summary>When it was started, local time.</summary>
    public DateTime StartedAt { get; }

    /// <summary>The access key id that it accepts; the secret stays in memory.</summary>
    public string AccessKey { get; }

    /// <summary>The folder that keeps its resources; null where it keeps none.</summary>
    public string? DataPath { get; internal init; }
}
