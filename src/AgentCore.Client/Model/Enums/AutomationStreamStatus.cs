using Amazon.Runtime;

namespace Amazon.BedrockAgentCore;

/// <summary>
/// Whether programs may drive a browser session. Values that are not listed here are kept as they came.
/// </summary>
public class AutomationStreamStatus : ConstantClass
{
    /// <summary>They may.</summary>
    public static readonly AutomationStreamStatus ENABLED = new("ENABLED");

    /// <summary>They may not; a person has the browser.</summary>
    public static readonly AutomationStreamStatus DISABLED = new("DISABLED");

    /// <summary>Makes a value of a newer service that is not listed here.</summary>
    /// <param name="value">The value as it is on the wire.</param>
    public AutomationStreamStatus(string value) : base(value)
    {
    }

    /// <summary>Finds the constant of a value, or makes one.</summary>
    /// <param name="value">The value as it is on the wire.</param>
    public static AutomationStreamStatus FindValue(string value) => FindValue<AutomationStreamStatus>(value);

    /// <summary>Finds the constant of a value, or makes one.</summary>
    /// <param name="value">The value as it is on the wire.</param>
    public static implicit operator AutomationStreamStatus(string value) => FindValue(value);
}
