using Amazon.Runtime;

namespace Amazon.BedrockAgentCore;

/// <summary>A tool of the code interpreter. Values that a newer service adds are kept as they are.</summary>
public class ToolName(string value) : ConstantClass(value)
{
    /// <summary>The value <c>executeCode</c>.</summary>
    public static readonly ToolName ExecuteCode = new("executeCode");

    /// <summary>The value <c>executeCommand</c>.</summary>
    public static readonly ToolName ExecuteCommand = new("executeCommand");

    /// <summary>The value <c>readFiles</c>.</summary>
    public static readonly ToolName ReadFiles = new("readFiles");

    /// <summary>The value <c>listFiles</c>.</summary>
    public static readonly ToolName ListFiles = new("listFiles");

    /// <summary>The value <c>removeFiles</c>.</summary>
    public static readonly ToolName RemoveFiles = new("removeFiles");

    /// <summary>The value <c>writeFiles</c>.</summary>
    public static readonly ToolName WriteFiles = new("writeFiles");

    /// <summary>The value <c>startCommandExecution</c>.</summary>
    public static readonly ToolName StartCommandExecution = new("startCommandExecution");

    /// <summary>The value <c>getTask</c>.</summary>
    public static readonly ToolName GetTask = new("getTask");

    /// <summary>The value <c>stopTask</c>.</summary>
    public static readonly ToolName StopTask = new("stopTask");

    /// <summary>Finds the constant of a value, or makes one for a value not known here.</summary>
    public static ToolName FindValue(string value) => FindValue<ToolName>(value);

    /// <summary>Makes a constant of a text.</summary>
    public static implicit operator ToolName(string value) => FindValue(value);
}
