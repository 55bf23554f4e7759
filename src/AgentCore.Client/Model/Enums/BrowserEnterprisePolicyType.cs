using Amazon.Runtime;

namespace Amazon.BedrockAgentCore;

/// <summary>
/// How binding a Chrome enterprise policy is. Values that are not listed here are kept as they came.
/// </summary>
public class BrowserEnterprisePolicyType : ConstantClass
{
    /// <summary>Nobody in the session can override it.</summary>
    public static readonly BrowserEnterprisePolicyType MANAGED = new("MANAGED");

    /// <summary>A default that can be changed in the session.</summary>
    public static readonly BrowserEnterprisePolicyType RECOMMENDED = new("RECOMMENDED");

    /// <summary>Makes a value of a newer service that is not listed here.</summary>
    /// <param name="value">The value as it is on the wire.</param>
    public BrowserEnterprisePolicyType(string value) : base(value)
    {
    }

    /// <summary>Finds the constant of a value, or makes one.</summary>
    /// <param name="value">The value as it is on the wire.</param>
    public static BrowserEnterprisePolicyType FindValue(string value) => FindValue<BrowserEnterprisePolicyType>(value);

    /// <summary>Finds the constant of a value, or makes one.</summary>
    /// <param name="value">The value as it is on the wire.</param>
    public static implicit operator BrowserEnterprisePolicyType(string value) => FindValue(value);
}
