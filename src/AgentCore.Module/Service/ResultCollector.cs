using System.Text.RegularExpressions;

namespace AgentCore.Service;

/// <summary>Joins the result events of one call: texts add up, the last word counts for everything else.</summary>
/// <param name="keepsEvents">
/// Whether the events are kept. Without, only what tells how the call went is: what the tool has to say as long as the
/// program has written nothing, and the last of standard error.
/// </param>
internal sealed class ResultCollector(bool keepsEvents = true)
{
    // The API has no member for it; the emulator reports it in the last line of standard error.
    private static readonly Regex CutNote = new(@"(^|\n)\[The output was cut off: [^\n]*\]\n\z");

    private readonly List<CodeInterpreterEvent> _events = [];
    private bool _hasOutput;
    private string _lastError = "";

    /// <summary>Whether the tool reported a failure.</summary>
    public bool ToolFailed { get; private set; }

    /// <summary>What was printed so far.</summary>
    public string Output => Joined(static part => part.StandardOutput);

    /// <summary>What was written to standard error so far.</summary>
    public string Error => keepsEvents ? Joined(static part => part.StandardError) : _lastError;

    /// <summary>Whether the program wrote more than was sent.</summary>
    public bool IsTruncated => CutNote.IsMatch(_lastError);

    /// <summary>The program's exit code; null where no event has it.</summary>
    public int? ExitCode { get; private set; }

    /// <summary>How long the program ran; null where no event has it.</summary>
    public TimeSpan? ExecutionTime { get; private set; }

    /// <summary>Id of the background task that the call was about; null where it was about none.</summary>
    public string? TaskId { get; private set; }

    /// <summary>State of that task.</summary>
    public string? TaskStatus { get; private set; }

    /// <summary>The text blocks, one below the other: for a failed tool these may be the only message.</summary>
    public string Text => string.Join("\n", Content.Where(block => block.Type == "text").Select(block => block.Text));

    /// <summary>The events that are kept, as they came.</summary>
    public CodeInterpreterEvent[] Events => [.. _events];

    /// <summary>The blocks of these events.</summary>
    public IEnumerable<CodeInterpreterContent> Content => _events.SelectMany(part => part.Content);

    /// <summary>Takes an event in.</summary>
    public void Add(CodeInterpreterEvent part)
    {
        ToolFailed |= part.IsError is true;
        ExitCode = part.ExitCode ?? ExitCode;
        ExecutionTime = part.ExecutionTime ?? ExecutionTime;
        TaskId = part.TaskId ?? TaskId;
        TaskStatus = part.TaskStatus ?? TaskStatus;
        _lastError = part.StandardError is { Length: > 0 } error ? error : _lastError;
        _hasOutput |= part.StandardOutput is { Length: > 0 } || part.StandardError is { Length: > 0 };
        if (keepsEvents || !_hasOutput)
        {
            _events.Add(part);
        }
        else
        {
            _events.Clear();
        }
    }

    // Most calls have one event, whose text need not be copied.
    private string Joined(Func<CodeInterpreterEvent, string?> text) =>
        _events.Count == 1 ? text(_events[0]) ?? "" : string.Concat(_events.Select(text).ToArray());
}
