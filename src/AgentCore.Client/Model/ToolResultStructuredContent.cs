using System.Text.Json;
using System.Text.Json.Serialization;

namespace Amazon.BedrockAgentCore.Model;

/// <summary>A tool's result in named parts.</summary>
public class ToolResultStructuredContent
{
    /// <summary>Id of a background task.</summary>
    public string? TaskId { get; set; }

    /// <summary>How far the background task is.</summary>
    public TaskStatus? TaskStatus { get; set; }

    /// <summary>What was written to standard output.</summary>
    public string? Stdout { get; set; }

    /// <summary>What was written to standard error.</summary>
    public string? Stderr { get; set; }

    /// <summary>The exit code of the program or command; 0 is success.</summary>
    public int? ExitCode { get; set; }

    /// <summary>How long the tool ran, in seconds.</summary>
    public double? ExecutionTime { get; set; }

    /// <summary>Members of a newer service, by their names.</summary>
    [JsonExtensionData]
    public Dictionary<string, JsonElement>? AdditionalMembers { get; set; }
}
