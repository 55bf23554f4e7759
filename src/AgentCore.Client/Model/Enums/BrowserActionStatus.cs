using Amazon.Runtime;

namespace Amazon.BedrockAgentCore;

/// <summary>
/// How an action of <c>InvokeBrowser</c> ended. Values that are not listed here are kept as they came.
/// </summary>
public class BrowserActionStatus : ConstantClass
{
    /// <summary>It was done.</summary>
    public static readonly BrowserActionStatus SUCCESS = new("SUCCESS");

    /// <summary>It was not done; the result says why.</summary>
    public static readonly BrowserActionStatus FAILED = new("FAILED");

    /// <summary>Makes a value of a newer service that is not listed here.</summary>
    /// <param name="value">The value as it is on the wire.</param>
    public BrowserActionStatus(string value) : base(value)
    {
    }

    /// <summary>Finds the constant of a value, or makes one.</summary>
    /// <param name="value">The value as it is on the wire.</param>
    public static BrowserActionStatus FindValue(string value) => FindValue<BrowserActionStatus>(value);

    /// <summary>Finds the constant of a value, or makes one.</summary>
    /// <param name="value">The value as it is on the wire.</param>
    public static implicit operator BrowserActionStatus(string value) => FindValue(value);
}
