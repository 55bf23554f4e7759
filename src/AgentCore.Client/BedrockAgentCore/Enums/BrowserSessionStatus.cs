using Amazon.Runtime;

namespace Amazon.BedrockAgentCore;

/// <summary>The state of a browser session. Values that a newer service adds are kept as they are.</summary>
public class BrowserSessionStatus(string value) : ConstantClass(value)
{
    /// <summary>The value <c>READY</c>.</summary>
    public static readonly BrowserSessionStatus READY = new("READY");

    /// <summary>The value <c>TERMINATED</c>.</summary>
    public static readonly BrowserSessionStatus TERMINATED = new("TERMINATED");

    /// <summary>Finds the constant of a value, or makes one for a value not known here.</summary>
    public static BrowserSessionStatus FindValue(string value) => FindValue<BrowserSessionStatus>(value);

    /// <summary>Makes a constant of a text.</summary>
    public static implicit operator BrowserSessionStatus(string value) => FindValue(value);
}
