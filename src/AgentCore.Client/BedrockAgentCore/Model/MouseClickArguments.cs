namespace Amazon.BedrockAgentCore.Model;

/// <summary>Where and how to click.</summary>
public class MouseClickArguments
{
    /// <summary>Pixels from the left edge of the view port.</summary>
    public int? X { get; set; }

    /// <summary>Pixels from the top edge of the view port.</summary>
    public int? Y { get; set; }

    /// <summary>The mouse button; the left one when not set.</summary>
    public MouseButton? Button { get; set; }

    /// <summary>How many clicks: 2 is a double click. One when not set. 1 to 10.</summary>
    public int? ClickCount { get; set; }
}
