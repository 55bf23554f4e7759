namespace Amazon.BedrockAgentCore.Model;

/// <summary>A Chrome extension.</summary>
public class BrowserExtension
{
    /// <summary>Where the extension's archive lies. Required.</summary>
    public ResourceLocation? Location { get; set; }
}
