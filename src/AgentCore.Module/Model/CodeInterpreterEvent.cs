namespace AgentCore;

/// <summary>One event of a call, as the service sent it. A call may have several; their texts add up.</summary>
public sealed class CodeInterpreterEvent
{
    internal CodeInterpreterEvent()
    {
    }

    /// <summary>The blocks of this event.</summary>
    public CodeInterpreterContent[] Content { get; internal init; } = [];

    /// <summary>Standard output since the event before; null where the event has none.</summary>
    public string? StandardOutput { get; internal init; }

    /// <summary>Standard error since the event before; null where the event has none.</summary>
    public string? StandardError { get; internal init; }

    /// <summary>Exit code; null in an event that does not tell it.</summary>
    public int? ExitCode { get; internal init; }

    /// <summary>How long the program ran; null in an event that does not tell it.</summary>
    public TimeSpan? ExecutionTime { get; internal init; }

    /// <summary>Id of the background task that the event is about; null where it is about none.</summary>
    public string? TaskId { get; internal init; }

    /// <summary>State of that task: <c>submitted</c>, <c>working</c>, <c>completed</c>, <c>canceled</c> or <c>failed</c>.</summary>
    public string? TaskStatus { get; internal init; }

    /// <summary>All that the service says of the result in named parts, under its own names; null where it says nothing so.</summary>
    public object? StructuredContent => Structured.Length > 0 ? NamedValues.ToObject(Structured) : null;

    internal (string Name, object? Value)[] Structured { get; init; } = [];

    /// <summary>Whether the tool failed; null where the event does not tell it.</summary>
    public bool? IsError { get; internal init; }

    /// <summary>The event's standard output.</summary>
    public override string ToString() => StandardOutput ?? "";
}
