namespace Amazon.BedrockAgentCore.Model;

/// <summary>A tool's outcome in structured form.</summary>
public class ToolResultStructuredContent
{
    /// <summary>The id of the background task.</summary>
    public string? TaskId { get; set; }

    /// <summary>The state of the background task.</summary>
    public TaskStatus? TaskStatus { get; set; }

    /// <summary>What was written to standard output.</summary>
    public string? Stdout { get; set; }

    /// <summary>What was written to standard error.</summary>
    public string? Stderr { get; set; }

    /// <summary>The exit code of the code or command; 0 is success.</summary>
    public int? ExitCode { get; set; }

    /// <summary>How long it ran, in seconds.</summary>
    public double? ExecutionTime { get; set; }
}
