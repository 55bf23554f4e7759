using Amazon.Runtime;

namespace Amazon.BedrockAgentCore;

/// <summary>The state of a browser session. Values that are not listed here are kept as they came.</summary>
public class BrowserSessionStatus : ConstantClass
{
    /// <summary>It can be used.</summary>
    public static readonly BrowserSessionStatus READY = new("READY");

    /// <summary>It has ended.</summary>
    public static readonly BrowserSessionStatus TERMINATED = new("TERMINATED");

    /// <summary>Makes a value of a newer service that is not listed here.</summary>
    /// <param name="value">The value as it is on the wire.</param>
    public BrowserSessionStatus(string value) : base(value)
    {
    }

    /// <summary>Finds the constant of a value, or makes one.</summary>
    /// <param name="value">The value as it is on the wire.</param>
    public static BrowserSessionStatus FindValue(string value) => FindValue<BrowserSessionStatus>(value);

    /// <summary>Finds the constant of a value, or makes one.</summary>
    /// <param name="value">The value as it is on the wire.</param>
    public static implicit operator BrowserSessionStatus(string value) => FindValue(value);
}
