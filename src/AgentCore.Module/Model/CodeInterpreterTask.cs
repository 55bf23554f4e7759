namespace AgentCore;

/// <summary>A command that runs in the background of a session and outlives the call that started it.</summary>
public sealed class CodeInterpreterTask
{
    internal CodeInterpreterTask(string taskId, CodeInterpreterSession session)
    {
        TaskId = taskId;
        Session = session;
    }

    /// <summary>The task's id; good within its session.</summary>
    public string TaskId { get; }

    /// <summary>
    /// <c>submitted</c>, <c>working</c>, <c>completed</c>, <c>canceled</c> or <c>failed</c>; null where it was given by
    /// its id and has not been read yet.
    /// </summary>
    public string? Status { get; internal init; }

    /// <summary>The command; null where the task was not started by this object's makers.</summary>
    public string? Command { get; internal init; }

    /// <summary>What it has written to standard output so far.</summary>
    public string StandardOutput { get; internal init; } = "";

    /// <summary>What it has written to standard error so far.</summary>
    public string StandardError { get; internal init; } = "";

    /// <summary>Standard output without its last line end.</summary>
    public string Output => StandardOutput.TrimLastLineEnd();

    /// <summary>
    /// Whether it wrote more than is here: the emulator keeps 10,000,000 bytes; the service does not report whether it
    /// truncated the output.
    /// </summary>
    public bool IsTruncated { get; internal init; }

    /// <summary>The command's exit code; null while it runs, and where the service does not report it.</summary>
    public int? ExitCode { get; internal init; }

    /// <summary>How long it ran; null while it runs, and where the service does not report it.</summary>
    public TimeSpan? ExecutionTime { get; internal init; }

    /// <summary>Whether nothing more will come of it.</summary>
    public bool HasEnded => Status is "completed" or "canceled" or "failed";

    /// <summary>The session it runs in.</summary>
    public string SessionId => Session.SessionId;

    /// <summary>The code interpreter of that session.</summary>
    public string CodeInterpreterIdentifier => Session.CodeInterpreterIdentifier;

    /// <summary>The region it runs in; null for a task that was given by its id.</summary>
    public string? Region => Session.Region;

    /// <summary>The session, with the connection it came from.</summary>
    internal CodeInterpreterSession Session { get; }

    /// <summary>The task's id.</summary>
    public override string ToString() => TaskId;
}
