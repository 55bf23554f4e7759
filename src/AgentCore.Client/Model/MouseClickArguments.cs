namespace Amazon.BedrockAgentCore.Model;

/// <summary>Clicks at a point.</summary>
public class MouseClickArguments
{
    /// <summary>Pixels from the left edge of the page's window. Required.</summary>
    public int? X { get; set; }

    /// <summary>Pixels from the top edge of the page's window. Required.</summary>
    public int? Y { get; set; }

    /// <summary>The mouse button; the service takes the left one when it is not given.</summary>
    public MouseButton? Button { get; set; }

    /// <summary>How many times to click; 2 is a double click. 1 to 10.</summary>
    public int? ClickCount { get; set; }
}
