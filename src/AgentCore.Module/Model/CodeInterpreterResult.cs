namespace AgentCore;

/// <summary>What one call of Invoke-ACCodeInterpreter gave.</summary>
public sealed class CodeInterpreterResult : IOfSession
{
    internal CodeInterpreterResult(CodeInterpreterSession session) => Session = session;

    /// <summary>
    /// What a person wants to read: standard output without its last line end, or the result's text where the program
    /// printed nothing.
    /// </summary>
    public string Output => (StandardOutput.Length > 0 ? StandardOutput : string.Join("\n", Texts())).TrimLastLineEnd();

    /// <summary>Standard output. For a command exact to its last line end; for code as the service gives it.</summary>
    public string StandardOutput { get; internal init; } = "";

    /// <summary>Standard error.</summary>
    public string StandardError { get; internal init; } = "";

    /// <summary>Standard output of a command as bytes, which need not be valid text; null for code.</summary>
    public byte[]? StandardOutputBytes { get; internal init; }

    /// <summary>Standard error of a command as bytes, which need not be valid text; null for code.</summary>
    public byte[]? StandardErrorBytes { get; internal init; }

    /// <summary>The program's exit code; null where the service did not report it.</summary>
    public int? ExitCode { get; internal init; }

    /// <summary>Whether the program, or the tool that ran it, failed.</summary>
    public bool IsError { get; internal init; }

    /// <summary>
    /// Whether the program wrote more than is here. Of a command 8,000,000 bytes of standard output and 1,000,000 of
    /// standard error are kept. Of code the emulator keeps 100,000,000 bytes of all together; the service does not
    /// report whether it truncated the output.
    /// </summary>
    public bool IsTruncated { get; internal init; }

    /// <summary>How long the program ran; null where the service did not report it.</summary>
    public TimeSpan? ExecutionTime { get; internal init; }

    /// <summary>Pictures that the program drew.</summary>
    public CodeInterpreterImage[] Images { get; internal init; } = [];

    /// <summary>Every block of the result, as it came.</summary>
    public CodeInterpreterContent[] Content { get; internal init; } = [];

    /// <summary>
    /// The structured content of the result, from the last event that has any, under the service's names, such as
    /// taskId; null without any. That of a command holds what its terminal showed.
    /// </summary>
    public object? StructuredContent => Events.LastOrDefault(part => part.Structured.Length > 0)?.StructuredContent;

    /// <summary>
    /// The events of the call, as the service sent them. Those of a command hold what its terminal showed.
    /// </summary>
    public CodeInterpreterEvent[] Events { get; internal init; } = [];

    /// <summary>The session it ran in.</summary>
    public string SessionId => Session.SessionId;

    internal CodeInterpreterSession Session { get; }

    AgentSession IOfSession.Session => Session;

    /// <summary>The same as <see cref="Output"/>.</summary>
    public override string ToString() => Output;

    private IEnumerable<string> Texts() =>
        Content.Where(block => block.Type == "text").Select(block => block.Text ?? "");
}

/// <summary>What is done to the ends of lines.</summary>
internal static class LineEnds
{
    /// <summary>The text without the end of its last line, as a person reads it.</summary>
    public static string TrimLastLineEnd(this string text) =>
        text.EndsWith("\r\n", StringComparison.Ordinal) ? text[..^2]
            : text.EndsWith("\n", StringComparison.Ordinal) ? text[..^1]
            : text;
}
