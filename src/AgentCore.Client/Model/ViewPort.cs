namespace Amazon.BedrockAgentCore.Model;

/// <summary>The size of the browser's window.</summary>
public class ViewPort
{
    /// <summary>Width in pixels. 320 to 3840. Required.</summary>
    public int? Width { get; set; }

    /// <summary>Height in pixels. 240 to 2160. Required.</summary>
    public int? Height { get; set; }
}
