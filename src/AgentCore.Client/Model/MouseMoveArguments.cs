namespace Amazon.BedrockAgentCore.Model;

/// <summary>Moves the pointer to a point.</summary>
public class MouseMoveArguments
{
    /// <summary>Pixels from the left edge of the page's window. Required.</summary>
    public int? X { get; set; }

    /// <summary>Pixels from the top edge of the page's window. Required.</summary>
    public int? Y { get; set; }
}
