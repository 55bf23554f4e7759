using Amazon.Runtime;

namespace Amazon.BedrockAgentCore;

/// <summary>The state of a code interpreter session. Values that a newer service adds are kept as they are.</summary>
public class CodeInterpreterSessionStatus(string value) : ConstantClass(value)
{
    /// <summary>The value <c>READY</c>.</summary>
    public static readonly CodeInterpreterSessionStatus READY = new("READY");

    /// <summary>The value <c>TERMINATED</c>.</summary>
    public static readonly CodeInterpreterSessionStatus TERMINATED = new("TERMINATED");

    /// <summary>Finds the constant of a value, or makes one for a value not known here.</summary>
    public static CodeInterpreterSessionStatus FindValue(string value) => FindValue<CodeInterpreterSessionStatus>(value);

    /// <summary>Makes a constant of a text.</summary>
    public static implicit operator CodeInterpreterSessionStatus(string value) => FindValue(value);
}
