namespace Amazon.BedrockAgentCore.Model;

/// <summary>From where to where to drag.</summary>
public class MouseDragArguments
{
    /// <summary>Where the drag ends: pixels from the left edge of the view port.</summary>
    public int? EndX { get; set; }

    /// <summary>Where the drag ends: pixels from the top edge of the view port.</summary>
    public int? EndY { get; set; }

    /// <summary>Where the drag begins: pixels from the left edge of the view port.</summary>
    public int? StartX { get; set; }

    /// <summary>Where the drag begins: pixels from the top edge of the view port.</summary>
    public int? StartY { get; set; }

    /// <summary>The mouse button; the left one when not set.</summary>
    public MouseButton? Button { get; set; }
}
