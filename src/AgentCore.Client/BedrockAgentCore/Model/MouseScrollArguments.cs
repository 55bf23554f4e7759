namespace Amazon.BedrockAgentCore.Model;

/// <summary>Where and how far to scroll.</summary>
public class MouseScrollArguments
{
    /// <summary>Pixels from the left edge of the view port.</summary>
    public int? X { get; set; }

    /// <summary>Pixels from the top edge of the view port.</summary>
    public int? Y { get; set; }

    /// <summary>How far to scroll to the right, in pixels; negative to the left. -1,000 to 1,000.</summary>
    public int? DeltaX { get; set; }

    /// <summary>How far to scroll down, in pixels; negative for up. -1,000 to 1,000.</summary>
    public int? DeltaY { get; set; }
}
