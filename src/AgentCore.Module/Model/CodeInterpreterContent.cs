namespace AgentCore;

/// <summary>One block of a code interpreter's result.</summary>
public class CodeInterpreterContent
{
    internal CodeInterpreterContent(string type) => Type = type;

    /// <summary>
    /// <c>text</c>, <c>image</c>, <c>resource</c> or <c>resource_link</c>; newer services may have more.
    /// </summary>
    public string Type { get; }

    /// <summary>The text, of the block or of the resource in it; null where it has none.</summary>
    public string? Text { get; internal init; }

    /// <summary>The bytes, of the block or of the resource in it; null where it has none.</summary>
    public byte[]? Data { get; internal init; }

    /// <summary>Kind of the bytes or of the file, such as <c>image/png</c>.</summary>
    public string? MimeType { get; internal init; }

    /// <summary>Address of the file, such as <c>file:///data.csv</c>.</summary>
    public string? Uri { get; internal init; }

    /// <summary>Name of the file.</summary>
    public string? Name { get; internal init; }

    /// <summary>Its description by the service, such as <c>File</c> or <c>Directory</c>.</summary>
    public string? Description { get; internal init; }

    /// <summary>Size of the file in bytes.</summary>
    public long? Size { get; internal init; }

    /// <summary>
    /// Further members that a newer service returns for the block, by the service's names; null without any.
    /// </summary>
    public object? AdditionalMembers => More.Length > 0 ? NamedValues.ToObject(More) : null;

    internal (string Name, object? Value)[] More { get; init; } = [];

    /// <summary>Its text, or its kind and what it is called.</summary>
    public override string ToString() => Text ?? $"{Type} {Name ?? Uri ?? MimeType}";
}

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

    /// <summary>Exit code; null in an event without it.</summary>
    public int? ExitCode { get; internal init; }

    /// <summary>How long the program ran; null in an event without it.</summary>
    public TimeSpan? ExecutionTime { get; internal init; }

    /// <summary>Id of the background task that the event is about; null where it is about none.</summary>
    public string? TaskId { get; internal init; }

    /// <summary>
    /// State of that task: <c>submitted</c>, <c>working</c>, <c>completed</c>, <c>canceled</c> or <c>failed</c>.
    /// </summary>
    public string? TaskStatus { get; internal init; }

    /// <summary>
    /// The structured content of the result, under the service's names; null without any.
    /// </summary>
    public object? StructuredContent => Structured is { Length: > 0 } members ? NamedValues.ToObject(members) : null;

    // Under the service's names, those of a newer one included.
    internal (string Name, object? Value)[] Structured
    {
        get
        {
            (string Name, object? Value)[] known =
            [
                ("taskId", TaskId),
                ("taskStatus", TaskStatus),
                ("stdout", StandardOutput),
                ("stderr", StandardError),
                ("exitCode", ExitCode),
                ("executionTime", Seconds),
            ];
            return [.. known.Where(member => member.Value is not null), .. More];
        }
    }

    /// <summary>The time as the service reports it, in seconds, whatever it is.</summary>
    internal double? Seconds { get; init; }

    internal (string Name, object? Value)[] More { get; init; } = [];

    /// <summary>Whether the tool failed; null where the event does not report it.</summary>
    public bool? IsError { get; internal init; }

    /// <summary>The event's standard output.</summary>
    public override string ToString() => StandardOutput ?? "";
}
