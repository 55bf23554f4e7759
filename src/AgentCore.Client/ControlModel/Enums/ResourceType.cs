using Amazon.Runtime;

namespace Amazon.BedrockAgentCoreControl;

/// <summary>Whose a browser or code interpreter is. Values that are not listed here are kept as they came.</summary>
public class ResourceType : ConstantClass
{
    /// <summary>The service's own, there in every account.</summary>
    public static readonly ResourceType SYSTEM = new("SYSTEM");

    /// <summary>Created in this account.</summary>
    public static readonly ResourceType CUSTOM = new("CUSTOM");

    /// <summary>Makes a value of a newer service that is not listed here.</summary>
    /// <param name="value">The value as it is on the wire.</param>
    public ResourceType(string value) : base(value)
    {
    }

    /// <summary>Finds the constant of a value, or makes one.</summary>
    /// <param name="value">The value as it is on the wire.</param>
    public static ResourceType FindValue(string value) => FindValue<ResourceType>(value);

    /// <summary>Finds the constant of a value, or makes one.</summary>
    /// <param name="value">The value as it is on the wire.</param>
    public static implicit operator ResourceType(string value) => FindValue(value);
}
