using Amazon.Runtime;

namespace Amazon.BedrockAgentCore;

/// <summary>Whether file content is text or bytes. Values that a newer service adds are kept as they are.</summary>
public class ResourceContentType(string value) : ConstantClass(value)
{
    /// <summary>The value <c>text</c>.</summary>
    public static readonly ResourceContentType Text = new("text");

    /// <summary>The value <c>blob</c>.</summary>
    public static readonly ResourceContentType Blob = new("blob");

    /// <summary>Finds the constant of a value, or makes one for a value not known here.</summary>
    public static ResourceContentType FindValue(string value) => FindValue<ResourceContentType>(value);

    /// <summary>Makes a constant of a text.</summary>
    public static implicit operator ResourceContentType(string value) => FindValue(value);
}
