using System.Text.Json.Serialization;

namespace Amazon.BedrockAgentCore.Model;

/// <summary>The arguments of the code interpreter's tools. Each tool reads its own members.</summary>
public class ToolArguments
{
    /// <summary>The program text for <c>executeCode</c>. At most 100000000 characters.</summary>
    public string? Code { get; set; }

    /// <summary>The language the code is written in.</summary>
    public ProgrammingLanguage? Language { get; set; }

    /// <summary>Whether the variables of earlier calls are forgotten before the code runs. Python only.</summary>
    public bool? ClearContext { get; set; }

    /// <summary>
    /// The shell command line for <c>executeCommand</c> and <c>startCommandExecution</c>. At most 100000000
    /// characters.
    /// </summary>
    public string? Command { get; set; }

    /// <summary>
    /// The path a tool works on when it takes one, relative to the session's home. At most 100000000 characters.
    /// </summary>
    public string? Path { get; set; }

    /// <summary>The paths for <c>readFiles</c> and <c>removeFiles</c>, relative to the session's home.</summary>
    public List<string>? Paths { get; set; }

    /// <summary>The files for <c>writeFiles</c>.</summary>
    public List<InputContentBlock>? Content { get; set; }

    /// <summary>
    /// The folder for <c>listFiles</c>, relative to the session's home; empty for the home itself. At most
    /// 100000000 characters.
    /// </summary>
    public string? DirectoryPath { get; set; }

    /// <summary>Id of a background task. At most 100000000 characters.</summary>
    public string? TaskId { get; set; }

    /// <summary>Which runtime executes the code, where a language has more than one.</summary>
    public LanguageRuntime? Runtime { get; set; }

    /// <summary>
    /// Members of a newer service, sent beside the others under these names. Values are those that JSON has, lists,
    /// dictionaries, and bytes, which travel as base64.
    /// </summary>
    [JsonExtensionData]
    public Dictionary<string, object?>? AdditionalMembers { get; set; }
}
