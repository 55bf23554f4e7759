using Amazon.Runtime;

namespace Amazon.BedrockAgentCoreControl;

/// <summary>
/// Who made a resource: the service or the account. Values that a newer service adds are kept as they are.
/// </summary>
public class ResourceType(string value) : ConstantClass(value)
{
    /// <summary>The value <c>SYSTEM</c>.</summary>
    public static readonly ResourceType SYSTEM = new("SYSTEM");

    /// <summary>The value <c>CUSTOM</c>.</summary>
    public static readonly ResourceType CUSTOM = new("CUSTOM");

    /// <summary>Finds the constant of a value, or makes one for a value not known here.</summary>
    public static ResourceType FindValue(string value) => FindValue<ResourceType>(value);

    /// <summary>Makes a constant of a text.</summary>
    public static implicit operator ResourceType(string value) => FindValue(value);
}
