using Amazon.Runtime;

namespace Amazon.BedrockAgentCore;

/// <summary>How the content of a resource is given. Values that are not listed here are kept as they came.</summary>
public class ResourceContentType : ConstantClass
{
    /// <summary>As text. On the wire: <c>text</c>.</summary>
    public static readonly ResourceContentType Text = new("text");

    /// <summary>As bytes. On the wire: <c>blob</c>.</summary>
    public static readonly ResourceContentType Blob = new("blob");

    /// <summary>Makes a value of a newer service that is not listed here.</summary>
    /// <param name="value">The value as it is on the wire.</param>
    public ResourceContentType(string value) : base(value)
    {
    }

    /// <summary>Finds the constant of a value, or makes one.</summary>
    /// <param name="value">The value as it is on the wire.</param>
    public static ResourceContentType FindValue(string value) => FindValue<ResourceContentType>(value);

    /// <summary>Finds the constant of a value, or makes one.</summary>
    /// <param name="value">The value as it is on the wire.</param>
    public static implicit operator ResourceContentType(string value) => FindValue(value);
}
