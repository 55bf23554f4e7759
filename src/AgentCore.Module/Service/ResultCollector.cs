using System.Text.RegularExpressions;

namespace AgentCore.Service;

/// <summary>Joins the result events of one call: texts add up, the last word counts for everything else.</summary>
internal sealed class ResultCollector
{
    // The API has no member for it; the emulator says it in the last line of standard error.
    private static readonly Regex CutNote = new(@"(^|\n)\[The output was cut off: [^\n]*\]\n\z");

    private readonly List<CodeInterpreterEvent> _events = [];

    /// <summary>Whether the tool said that it failed.</summary>
    public bool ToolFailed => _events.Any(part => part.IsError is true);

    /// <summary>What was printed so far.</summary>
    public string Output => string.Concat(_events.Select(part => part.StandardOutput));

    /// <summary>What was written to standard error so far.</summary>
    public string Error => string.Concat(_events.Select(part => part.StandardError));

    /// <summary>Whether the program wrote more than was sent.</summary>
    public bool IsTruncated => CutNote.IsMatch(Error);

    /// <summary>The program's exit code; null where no event told it.</summary>
    public int? ExitCode => Last(part => part.ExitCode);

    /// <summary>How long the program ran; null where no event told it.</summary>
    public TimeSpan? ExecutionTime => Last(part => part.ExecutionTime);

    /// <summary>Id of the background task that the call was about; null where it was about none.</summary>
    public string? TaskId => _events.Select(part => part.TaskId).LastOrDefault(id => id is not null);

    /// <summary>State of that task.</summary>
    public string? TaskStatus => _events.Select(part => part.TaskStatus).LastOrDefault(status => status is not null);

    /// <summary>The text blocks, one below the other: all that a failed tool may have to say.</summary>
    public string Text => string.Join("\n", Content.Where(block => block.Type == "text").Select(block => block.Text));

    /// <summary>The events, as they came.</summary>
    public CodeInterpreterEvent[] Events => [.. _events];

    /// <summary>The blocks of all events.</summary>
    public IEnumerable<CodeInterpreterContent> Content => _events.SelectMany(part => part.Content);

    /// <summary>Takes an event in.</summary>
    public CodeInterpreterEvent Add(CodeInterpreterEvent part)
    {
        _events.Add(part);
        return part;
    }

    private T? Last<T>(Func<CodeInterpreterEvent, T?> member)
        where T : struct =>
        _events.Select(member).LastOrDefault(value => value is not null);
}
