using System.Globalization;
using System.Text.RegularExpressions;
using DataLimits = Amazon.BedrockAgentCore.BedrockAgentCoreLimits;

namespace AgentCore;

/// <summary>Size of the visible part of a browser session's pages, such as <c>1280x720</c>.</summary>
public sealed class ViewPort
{
    private int _width;
    private int _height;

    /// <summary>Width in pixels, 320 to 3840.</summary>
    /// <exception cref="ArgumentException">The value is out of range.</exception>
    public int Width
    {
        get => _width;
        set => _width = Limits.Range(
            "View port width", value, DataLimits.ViewPort.WidthMin, DataLimits.ViewPort.WidthMax);
    }

    /// <summary>Height in pixels, 240 to 2160.</summary>
    /// <exception cref="ArgumentException">The value is out of range.</exception>
    public int Height
    {
        get => _height;
        set => _height = Limits.Range(
            "View port height", value, DataLimits.ViewPort.HeightMin, DataLimits.ViewPort.HeightMax);
    }

    /// <summary>Reads text such as <c>1280x720</c>.</summary>
    /// <param name="text">Width and height in pixels with an x between.</param>
    /// <exception cref="ArgumentException">It is written otherwise, or out of range.</exception>
    public static ViewPort Parse(string text)
    {
        var sides = Regex.Match(text ?? "", @"\A\s*([0-9]{1,9})\s*[xX×]\s*([0-9]{1,9})\s*\z");
        return sides.Success
            ? new ViewPort { Width = Side(sides.Groups[1]), Height = Side(sides.Groups[2]) }
            : throw new ArgumentException($"'{text}' is not a valid view port. Use 1280x720.");
    }

    /// <summary>Takes the values of a response without validation: the limits may have changed since.</summary>
    internal static ViewPort FromService(int width, int height) => new() { _width = width, _height = height };

    /// <summary>Width and height with an x between.</summary>
    public override string ToString() => string.Format(CultureInfo.InvariantCulture, "{0}x{1}", Width, Height);

    private static int Side(Group digits) => int.Parse(digits.Value, CultureInfo.InvariantCulture);
}
