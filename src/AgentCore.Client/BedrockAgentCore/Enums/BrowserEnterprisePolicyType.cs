using Amazon.Runtime;

namespace Amazon.BedrockAgentCore;

/// <summary>How strictly a policy holds. Values that a newer service adds are kept as they are.</summary>
public class BrowserEnterprisePolicyType(string value) : ConstantClass(value)
{
    /// <summary>The value <c>MANAGED</c>.</summary>
    public static readonly BrowserEnterprisePolicyType MANAGED = new("MANAGED");

    /// <summary>The value <c>RECOMMENDED</c>.</summary>
    public static readonly BrowserEnterprisePolicyType RECOMMENDED = new("RECOMMENDED");

    /// <summary>Finds the constant of a value, or makes one for a value not known here.</summary>
    public static BrowserEnterprisePolicyType FindValue(string value) => FindValue<BrowserEnterprisePolicyType>(value);

    /// <summary>Makes a constant of a text.</summary>
    public static implicit operator BrowserEnterprisePolicyType(string value) => FindValue(value);
}
