namespace AgentCore;

/// <summary>A fault on demand of the emulator that this PowerShell started, with its counts.</summary>
public sealed class EmulatorFault
{
    internal EmulatorFault(string operation, string fault)
    {
        Operation = operation;
        Fault = fault;
    }

    /// <summary>The operation of the API or the stream that it hits; <c>*</c> for all.</summary>
    public string Operation { get; }

    /// <summary>What it does, such as <c>throttle</c>.</summary>
    public string Fault { get; }

    /// <summary>Code of its error, for the faults <c>error</c> and <c>exception</c>; else null.</summary>
    public string? ErrorCode { get; internal init; }

    /// <summary>How long it delays; null for other faults.</summary>
    public TimeSpan? Delay { get; internal init; }

    /// <summary>Up to which age of a session a stream is not found; null for any age, and for other faults.</summary>
    public TimeSpan? Within { get; internal init; }

    /// <summary>Bytes that are sent before a connection is cut; null for other faults.</summary>
    public long? AfterByte { get; internal init; }

    /// <summary>Events that are sent before an exception in an event stream; null for other faults.</summary>
    public long? AfterEvent { get; internal init; }

    /// <summary>How many requests it hits; null for all, until it is removed.</summary>
    public int? Count { get; internal init; }

    /// <summary>How many requests it will still hit; null for all.</summary>
    public int? Remaining { get; internal init; }

    /// <summary>How many requests it has hit.</summary>
    public int Hits { get; internal init; }

    /// <summary>The operation and the fault.</summary>
    public override string ToString() => $"{Operation}: {Fault}";
}
