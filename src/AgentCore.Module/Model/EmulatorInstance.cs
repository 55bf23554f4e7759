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

    /// <summary>
    /// An address that opens its console page once, within five minutes. It is a secret till then: whoever opens it can
    /// use every session.
    /// </summary>
    public string? ConsoleUrl { get; internal init; }
}

/// <summary>One thing that the emulator needs, and whether this machine has it.</summary>
public sealed class EmulatorCheck
{
    internal EmulatorCheck(string name, string status, string? detail, string? remedy)
    {
        Name = name;
        Status = status;
        Detail = detail;
        Remedy = remedy;
    }

    /// <summary>What was checked.</summary>
    public string Name { get; }

    /// <summary>What came of it: <c>ok</c>, <c>failed</c>, or <c>missing</c> for what can be done without.</summary>
    public string Status { get; }

    /// <summary>What was found.</summary>
    public string? Detail { get; }

    /// <summary>What to do about it; null where nothing has to be done.</summary>
    public string? Remedy { get; }
}
