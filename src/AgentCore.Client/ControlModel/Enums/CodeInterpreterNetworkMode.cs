using Amazon.Runtime;

namespace Amazon.BedrockAgentCoreControl;

/// <summary>
/// What a code interpreter's sessions can reach. Values that are not listed here are kept as they came.
/// </summary>
public class CodeInterpreterNetworkMode : ConstantClass
{
    /// <summary>The internet.</summary>
    public static readonly CodeInterpreterNetworkMode PUBLIC = new("PUBLIC");

    /// <summary>Nothing but what the service itself offers.</summary>
    public static readonly CodeInterpreterNetworkMode SANDBOX = new("SANDBOX");

    /// <summary>A VPC of yours.</summary>
    public static readonly CodeInterpreterNetworkMode VPC = new("VPC");

    /// <summary>Makes a value of a newer service that is not listed here.</summary>
    /// <param name="value">The value as it is on the wire.</param>
    public CodeInterpreterNetworkMode(string value) : base(value)
    {
    }

    /// <summary>Finds the constant of a value, or makes one.</summary>
    /// <param name="value">The value as it is on the wire.</param>
    public static CodeInterpreterNetworkMode FindValue(string value) => FindValue<CodeInterpreterNetworkMode>(value);

    /// <summary>Finds the constant of a value, or makes one.</summary>
    /// <param name="value">The value as it is on the wire.</param>
    public static implicit operator CodeInterpreterNetworkMode(string value) => FindValue(value);
}
