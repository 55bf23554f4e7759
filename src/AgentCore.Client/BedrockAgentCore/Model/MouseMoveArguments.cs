namespace Amazon.BedrockAgentCore.Model;

/// <summary>Where to move the mouse.</summary>
public class MouseMoveArguments
{
    /// <summary>Pixels from the left edge of the view port.</summary>
    public int? X { get; set; }

    /// <summary>Pixels from the top edge of the view port.</summary>
    public int? Y { get; set; }
}
