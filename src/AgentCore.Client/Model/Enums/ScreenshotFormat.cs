using Amazon.Runtime;

namespace Amazon.BedrockAgentCore;

/// <summary>The picture format of a screenshot. Values that are not listed here are kept as they came.</summary>
public class ScreenshotFormat : ConstantClass
{
    /// <summary>PNG.</summary>
    public static readonly ScreenshotFormat PNG = new("PNG");

    /// <summary>Makes a value of a newer service that is not listed here.</summary>
    /// <param name="value">The value as it is on the wire.</param>
    public ScreenshotFormat(string value) : base(value)
    {
    }

    /// <summary>Finds the constant of a value, or makes one.</summary>
    /// <param name="value">The value as it is on the wire.</param>
    public static ScreenshotFormat FindValue(string value) => FindValue<ScreenshotFormat>(value);

    /// <summary>Finds the constant of a value, or makes one.</summary>
    /// <param name="value">The value as it is on the wire.</param>
    public static implicit operator ScreenshotFormat(string value) => FindValue(value);
}
