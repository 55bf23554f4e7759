using Amazon.Runtime;

namespace Amazon.BedrockAgentCoreControl;

/// <summary>What a browser's sessions can reach. Values that are not listed here are kept as they came.</summary>
public class BrowserNetworkMode : ConstantClass
{
    /// <summary>The internet.</summary>
    public static readonly BrowserNetworkMode PUBLIC = new("PUBLIC");

    /// <summary>A VPC of yours.</summary>
    public static readonly BrowserNetworkMode VPC = new("VPC");

    /// <summary>Makes a value of a newer service that is not listed here.</summary>
    /// <param name="value">The value as it is on the wire.</param>
    public BrowserNetworkMode(string value) : base(value)
    {
    }

    /// <summary>Finds the constant of a value, or makes one.</summary>
    /// <param name="value">The value as it is on the wire.</param>
    public static BrowserNetworkMode FindValue(string value) => FindValue<BrowserNetworkMode>(value);

    /// <summary>Finds the constant of a value, or makes one.</summary>
    /// <param name="value">The value as it is on the wire.</param>
    public static implicit operator BrowserNetworkMode(string value) => FindValue(value);
}
