namespace AgentCore;

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
