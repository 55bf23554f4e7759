using AgentCore.Emulator.Http;

namespace AgentCore.Emulator.Generated;

/// <summary>InvokeCodeInterpreter: what it takes.</summary>
internal sealed record InvokeCodeInterpreterRequest
{
    /// <summary>codeInterpreterIdentifier: id or ARN.</summary>
    [Label("codeInterpreterIdentifier"), Required]
    public string? CodeInterpreterIdentifier { get; init; }

    /// <summary>sessionId; without one a session is started.</summary>
    [Header("x-amzn-code-interpreter-session-id"), Pattern(SharedPatterns.SessionId)]
    public string? SessionId { get; init; }

    /// <summary>traceId.</summary>
    [Header("X-Amzn-Trace-Id"), Size(0, 1024)]
    public string? TraceId { get; init; }

    /// <summary>traceParent.</summary>
    [Header("traceparent"), Size(0, 1024)]
    public string? TraceParent { get; init; }

    /// <summary>name: the tool.</summary>
    [Required]
    [OneOf(
        "executeCode", "executeCommand", "readFiles", "listFiles", "removeFiles", "writeFiles",
        "startCommandExecution", "getTask", "stopTask")]
    public string? Name { get; init; }

    /// <summary>arguments: which are needed depends on the tool.</summary>
    public ToolArguments? Arguments { get; init; }
}

/// <summary>ToolArguments.</summary>
internal sealed record ToolArguments
{
    /// <summary>Longest text in characters, and longest blob in bytes.</summary>
    public const int Longest = 100_000_000;

    /// <summary>code.</summary>
    [Size(0, Longest)]
    public string? Code { get; init; }

    /// <summary>language.</summary>
    [OneOf("python", "javascript", "typescript")]
    public string? Language { get; init; }

    /// <summary>clearContext: whether the code runs in a fresh interpreter.</summary>
    public bool? ClearContext { get; init; }

    /// <summary>command.</summary>
    [Size(0, Longest)]
    public string? Command { get; init; }

    /// <summary>path.</summary>
    [Size(0, Longest)]
    public string? Path { get; init; }

    /// <summary>paths.</summary>
    [Size(0, Longest, Of = Part.Items)]
    public IReadOnlyList<string>? Paths { get; init; }

    /// <summary>content: files to write.</summary>
    public IReadOnlyList<InputContentBlock>? Content { get; init; }

    /// <summary>directoryPath.</summary>
    [Size(0, Longest)]
    public string? DirectoryPath { get; init; }

    /// <summary>taskId.</summary>
    [Size(0, Longest)]
    public string? TaskId { get; init; }

    /// <summary>runtime.</summary>
    [OneOf("nodejs", "deno", "python")]
    public string? Runtime { get; init; }
}

/// <summary>InputContentBlock: a file to write, as text or as bytes.</summary>
internal sealed record InputContentBlock
{
    /// <summary>path.</summary>
    [Required, Size(0, ToolArguments.Longest)]
    public string? Path { get; init; }

    /// <summary>text.</summary>
    [Size(0, ToolArguments.Longest)]
    public string? Text { get; init; }

    /// <summary>blob.</summary>
    [Size(0, ToolArguments.Longest)]
    public byte[]? Blob { get; init; }
}
