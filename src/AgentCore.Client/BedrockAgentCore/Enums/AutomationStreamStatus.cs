using Amazon.Runtime;

namespace Amazon.BedrockAgentCore;

/// <summary>Whether programs may drive a browser. Values that a newer service adds are kept as they are.</summary>
public class AutomationStreamStatus(string value) : ConstantClass(value)
{
    /// <summary>The value <c>ENABLED</c>.</summary>
    public static readonly AutomationStreamStatus ENABLED = new("ENABLED");

    /// <summary>The value <c>DISABLED</c>.</summary>
    public static readonly AutomationStreamStatus DISABLED = new("DISABLED");

    /// <summary>Finds the constant of a value, or makes one for a value not known here.</summary>
    public static AutomationStreamStatus FindValue(string value) => FindValue<AutomationStreamStatus>(value);

    /// <summary>Makes a constant of a text.</summary>
    public static implicit operator AutomationStreamStatus(string value) => FindValue(value);
}
