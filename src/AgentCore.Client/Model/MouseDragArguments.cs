namespace Amazon.BedrockAgentCore.Model;

/// <summary>Drags from one point to another.</summary>
public class MouseDragArguments
{
    /// <summary>Where the drag ends, in pixels from the left edge. Required.</summary>
    public int? EndX { get; set; }

    /// <summary>Where the drag ends, in pixels from the top edge. Required.</summary>
    public int? EndY { get; set; }

    /// <summary>Where the drag begins, in pixels from the left edge. Required.</summary>
    public int? StartX { get; set; }

    /// <summary>Where the drag begins, in pixels from the top edge. Required.</summary>
    public int? StartY { get; set; }

    /// <summary>The mouse button; the service takes the left one when it is not given.</summary>
    public MouseButton? Button { get; set; }
}
