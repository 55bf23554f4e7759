namespace Amazon.BedrockAgentCoreControl.Model;

/// <summary>Whether the browser's web requests are signed.</summary>
public class BrowserSigningConfigOutput
{
    /// <summary>Whether it is switched on.</summary>
    public bool? Enabled { get; set; }
}
