using Amazon.Runtime;

namespace Amazon.BedrockAgentCore;

/// <summary>The state of a code interpreter session. Values that are not listed here are kept as they came.</summary>
public class CodeInterpreterSessionStatus : ConstantClass
{
    /// <summary>It can be used.</summary>
    public static readonly CodeInterpreterSessionStatus READY = new("READY");

    /// <summary>It has ended.</summary>
    public static readonly CodeInterpreterSessionStatus TERMINATED = new("TERMINATED");

    /// <summary>Makes a value of a newer service that is not listed here.</summary>
    /// <param name="value">The value as it is on the wire.</param>
    public CodeInterpreterSessionStatus(string value) : base(value)
    {
    }

    /// <summary>Finds the constant of a value, or makes one.</summary>
    /// <param name="value">The value as it is on the wire.</param>
    public static CodeInterpreterSessionStatus FindValue(string value)
        => FindValue<CodeInterpreterSessionStatus>(value);

    /// <summary>Finds the constant of a value, or makes one.</summary>
    /// <param name="value">The value as it is on the wire.</param>
    public static implicit operator CodeInterpreterSessionStatus(string value) => FindValue(value);
}
