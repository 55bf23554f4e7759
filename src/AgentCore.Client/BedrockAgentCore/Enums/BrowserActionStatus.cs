using Amazon.Runtime;

namespace Amazon.BedrockAgentCore;

/// <summary>Whether an action succeeded. Values that a newer service adds are kept as they are.</summary>
public class BrowserActionStatus(string value) : ConstantClass(value)
{
    /// <summary>The value <c>SUCCESS</c>.</summary>
    public static readonly BrowserActionStatus SUCCESS = new("SUCCESS");

    /// <summary>The value <c>FAILED</c>.</summary>
    public static readonly BrowserActionStatus FAILED = new("FAILED");

    /// <summary>Finds the constant of a value, or makes one for a value not known here.</summary>
    public static BrowserActionStatus FindValue(string value) => FindValue<BrowserActionStatus>(value);

    /// <summary>Makes a constant of a text.</summary>
    public static implicit operator BrowserActionStatus(string value) => FindValue(value);
}
