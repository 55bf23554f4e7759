using Amazon.Runtime;

namespace Amazon.BedrockAgentCoreControl;

/// <summary>
/// The kind of a code interpreter's network. Values that a newer service adds are kept as they are.
/// </summary>
public class CodeInterpreterNetworkMode(string value) : ConstantClass(value)
{
    /// <summary>The value <c>PUBLIC</c>.</summary>
    public static readonly CodeInterpreterNetworkMode PUBLIC = new("PUBLIC");

    /// <summary>The value <c>SANDBOX</c>.</summary>
    public static readonly CodeInterpreterNetworkMode SANDBOX = new("SANDBOX");

    /// <summary>The value <c>VPC</c>.</summary>
    public static readonly CodeInterpreterNetworkMode VPC = new("VPC");

    /// <summary>Finds the constant of a value, or makes one for a value not known here.</summary>
    public static CodeInterpreterNetworkMode FindValue(string value) => FindValue<CodeInterpreterNetworkMode>(value);

    /// <summary>Makes a constant of a text.</summary>
    public static implicit operator CodeInterpreterNetworkMode(string value) => FindValue(value);
}
