using Amazon.Runtime;

namespace Amazon.BedrockAgentCore;

/// <summary>A button of the mouse. Values that are not listed here are kept as they came.</summary>
public class MouseButton : ConstantClass
{
    /// <summary>The left one.</summary>
    public static readonly MouseButton LEFT = new("LEFT");

    /// <summary>The right one.</summary>
    public static readonly MouseButton RIGHT = new("RIGHT");

    /// <summary>The middle one.</summary>
    public static readonly MouseButton MIDDLE = new("MIDDLE");

    /// <summary>Makes a value of a newer service that is not listed here.</summary>
    /// <param name="value">The value as it is on the wire.</param>
    public MouseButton(string value) : base(value)
    {
    }

    /// <summary>Finds the constant of a value, or makes one.</summary>
    /// <param name="value">The value as it is on the wire.</param>
    public static MouseButton FindValue(string value) => FindValue<MouseButton>(value);

    /// <summary>Finds the constant of a value, or makes one.</summary>
    /// <param name="value">The value as it is on the wire.</param>
    public static implicit operator MouseButton(string value) => FindValue(value);
}
