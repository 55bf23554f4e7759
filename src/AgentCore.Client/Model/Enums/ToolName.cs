using Amazon.Runtime;

namespace Amazon.BedrockAgentCore;

/// <summary>The tools of a code interpreter. Values that are not listed here are kept as they came.</summary>
public class ToolName : ConstantClass
{
    /// <summary>Runs a program text. On the wire: <c>executeCode</c>.</summary>
    public static readonly ToolName ExecuteCode = new("executeCode");

    /// <summary>Runs a shell command and waits for it. On the wire: <c>executeCommand</c>.</summary>
    public static readonly ToolName ExecuteCommand = new("executeCommand");

    /// <summary>Reads files. On the wire: <c>readFiles</c>.</summary>
    public static readonly ToolName ReadFiles = new("readFiles");

    /// <summary>Lists a folder. On the wire: <c>listFiles</c>.</summary>
    public static readonly ToolName ListFiles = new("listFiles");

    /// <summary>Deletes files. On the wire: <c>removeFiles</c>.</summary>
    public static readonly ToolName RemoveFiles = new("removeFiles");

    /// <summary>Writes files. On the wire: <c>writeFiles</c>.</summary>
    public static readonly ToolName WriteFiles = new("writeFiles");

    /// <summary>Starts a shell command in the background. On the wire: <c>startCommandExecution</c>.</summary>
    public static readonly ToolName StartCommandExecution = new("startCommandExecution");

    /// <summary>Asks how a background command is doing. On the wire: <c>getTask</c>.</summary>
    public static readonly ToolName GetTask = new("getTask");

    /// <summary>Stops a background command. On the wire: <c>stopTask</c>.</summary>
    public static readonly ToolName StopTask = new("stopTask");

    /// <summary>Makes a value of a newer service that is not listed here.</summary>
    /// <param name="value">The value as it is on the wire.</param>
    public ToolName(string value) : base(value)
    {
    }

    /// <summary>Finds the constant of a value, or makes one.</summary>
    /// <param name="value">The value as it is on the wire.</param>
    public static ToolName FindValue(string value) => FindValue<ToolName>(value);

    /// <summary>Finds the constant of a value, or makes one.</summary>
    /// <param name="value">The value as it is on the wire.</param>
    public static implicit operator ToolName(string value) => FindValue(value);
}
