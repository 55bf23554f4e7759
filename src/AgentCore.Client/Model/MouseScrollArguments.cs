namespace Amazon.BedrockAgentCore.Model;

/// <summary>Scrolls at a point.</summary>
public class MouseScrollArguments
{
    /// <summary>Pixels from the left edge of the page's window. Required.</summary>
    public int? X { get; set; }

    /// <summary>Pixels from the top edge of the page's window. Required.</summary>
    public int? Y { get; set; }

    /// <summary>Pixels to scroll to the right; negative values scroll left. -1000 to 1000.</summary>
    public int? DeltaX { get; set; }

    /// <summary>Pixels to scroll down; negative values scroll up. -1000 to 1000.</summary>
    public int? DeltaY { get; set; }
}
