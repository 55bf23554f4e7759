using Amazon.Runtime;

namespace Amazon.BedrockAgentCore;

/// <summary>The kind of a content block. Values that a newer service adds are kept as they are.</summary>
public class ContentBlockType(string value) : ConstantClass(value)
{
    /// <summary>The value <c>text</c>.</summary>
    public static readonly ContentBlockType Text = new("text");

    /// <summary>The value <c>image</c>.</summary>
    public static readonly ContentBlockType Image = new("image");

    /// <summary>The value <c>resource</c>.</summary>
    public static readonly ContentBlockType Resource = new("resource");

    /// <summary>The value <c>resource_link</c>.</summary>
    public static readonly ContentBlockType Resource_link = new("resource_link");

    /// <summary>Finds the constant of a value, or makes one for a value not known here.</summary>
    public static ContentBlockType FindValue(string value) => FindValue<ContentBlockType>(value);

    /// <summary>Makes a constant of a text.</summary>
    public static implicit operator ContentBlockType(string value) => FindValue(value);
}
