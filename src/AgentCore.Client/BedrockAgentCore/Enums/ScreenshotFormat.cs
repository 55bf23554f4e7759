using Amazon.Runtime;

namespace Amazon.BedrockAgentCore;

/// <summary>A picture format. Values that a newer service adds are kept as they are.</summary>
public class ScreenshotFormat(string value) : ConstantClass(value)
{
    /// <summary>The value <c>PNG</c>.</summary>
    public static readonly ScreenshotFormat PNG = new("PNG");

    /// <summary>Finds the constant of a value, or makes one for a value not known here.</summary>
    public static ScreenshotFormat FindValue(string value) => FindValue<ScreenshotFormat>(value);

    /// <summary>Makes a constant of a text.</summary>
    public static implicit operator ScreenshotFormat(string value) => FindValue(value);
}
