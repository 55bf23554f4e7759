using Amazon.Runtime;

namespace Amazon.BedrockAgentCore;

/// <summary>A mouse button. Values that a newer service adds are kept as they are.</summary>
public class MouseButton(string value) : ConstantClass(value)
{
    /// <summary>The value <c>LEFT</c>.</summary>
    public static readonly MouseButton LEFT = new("LEFT");

    /// <summary>The value <c>RIGHT</c>.</summary>
    public static readonly MouseButton RIGHT = new("RIGHT");

    /// <summary>The value <c>MIDDLE</c>.</summary>
    public static readonly MouseButton MIDDLE = new("MIDDLE");

    /// <summary>Finds the constant of a value, or makes one for a value not known here.</summary>
    public static MouseButton FindValue(string value) => FindValue<MouseButton>(value);

    /// <summary>Makes a constant of a text.</summary>
    public static implicit operator MouseButton(string value) => FindValue(value);
}
