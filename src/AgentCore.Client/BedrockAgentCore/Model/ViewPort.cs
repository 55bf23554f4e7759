namespace Amazon.BedrockAgentCore.Model;

/// <summary>The size of a page's visible area.</summary>
public class ViewPort
{
    /// <summary>The width in pixels. 320 to 3,840.</summary>
    public int? Width { get; set; }

    /// <summary>The height in pixels. 240 to 2,160.</summary>
    public int? Height { get; set; }
}
