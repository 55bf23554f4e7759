namespace Amazon.BedrockAgentCore.Model;

/// <summary>The arguments of a code interpreter tool; each tool reads those it knows.</summary>
public class ToolArguments
{
    /// <summary>The source code to run (tool <c>executeCode</c>).</summary>
    public string? Code { get; set; }

    /// <summary>The programming language of the code.</summary>
    public ProgrammingLanguage? Language { get; set; }

    /// <summary>Whether variables are forgotten before the code runs. Python only.</summary>
    public bool? ClearContext { get; set; }

    /// <summary>The shell command to run (tools <c>executeCommand</c> and <c>startCommandExecution</c>).</summary>
    public string? Command { get; set; }

    /// <summary>The folder to list (tool <c>listFiles</c>).</summary>
    public string? Path { get; set; }

    /// <summary>The paths of the files, relative to the working folder.</summary>
    public List<string>? Paths { get; set; }

    /// <summary>The files to write (tool <c>writeFiles</c>).</summary>
    public List<InputContentBlock>? Content { get; set; }

    /// <summary>The folder to list, relative to the working folder; empty for that folder itself.</summary>
    public string? DirectoryPath { get; set; }

    /// <summary>The id of the background task.</summary>
    public string? TaskId { get; set; }

    /// <summary>The runtime that runs the code; chosen by the language when not set.</summary>
    public LanguageRuntime? Runtime { get; set; }
}
