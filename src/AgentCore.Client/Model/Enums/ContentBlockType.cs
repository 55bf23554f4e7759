using Amazon.Runtime;

namespace Amazon.BedrockAgentCore;

/// <summary>What kind of content a block holds. Values that are not listed here are kept as they came.</summary>
public class ContentBlockType : ConstantClass
{
    /// <summary>Text. On the wire: <c>text</c>.</summary>
    public static readonly ContentBlockType Text = new("text");

    /// <summary>An image, as bytes. On the wire: <c>image</c>.</summary>
    public static readonly ContentBlockType Image = new("image");

    /// <summary>A file with its content. On the wire: <c>resource</c>.</summary>
    public static readonly ContentBlockType Resource = new("resource");

    /// <summary>A reference to a file, without its content. On the wire: <c>resource_link</c>.</summary>
    public static readonly ContentBlockType Resource_link = new("resource_link");

    /// <summary>Makes a value of a newer service that is not listed here.</summary>
    /// <param name="value">The value as it is on the wire.</param>
    public ContentBlockType(string value) : base(value)
    {
    }

    /// <summary>Finds the constant of a value, or makes one.</summary>
    /// <param name="value">The value as it is on the wire.</param>
    public static ContentBlockType FindValue(string value) => FindValue<ContentBlockType>(value);

    /// <summary>Finds the constant of a value, or makes one.</summary>
    /// <param name="value">The value as it is on the wire.</param>
    public static implicit operator ContentBlockType(string value) => FindValue(value);
}
