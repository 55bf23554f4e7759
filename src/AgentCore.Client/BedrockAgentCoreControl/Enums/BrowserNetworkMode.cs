using Amazon.Runtime;

namespace Amazon.BedrockAgentCoreControl;

/// <summary>The kind of a browser's network. Values that a newer service adds are kept as they are.</summary>
public class BrowserNetworkMode(string value) : ConstantClass(value)
{
    /// <summary>The value <c>PUBLIC</c>.</summary>
    public static readonly BrowserNetworkMode PUBLIC = new("PUBLIC");

    /// <summary>The value <c>VPC</c>.</summary>
    public static readonly BrowserNetworkMode VPC = new("VPC");

    /// <summary>Finds the constant of a value, or makes one for a value not known here.</summary>
    public static BrowserNetworkMode FindValue(string value) => FindValue<BrowserNetworkMode>(value);

    /// <summary>Makes a constant of a text.</summary>
    public static implicit operator BrowserNetworkMode(string value) => FindValue(value);
}
