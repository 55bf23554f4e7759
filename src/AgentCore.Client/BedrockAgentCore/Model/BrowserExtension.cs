namespace Amazon.BedrockAgentCore.Model;

/// <summary>A browser extension to load.</summary>
public class BrowserExtension
{
    /// <summary>Where it is kept.</summary>
    public ResourceLocation? Location { get; set; }
}
