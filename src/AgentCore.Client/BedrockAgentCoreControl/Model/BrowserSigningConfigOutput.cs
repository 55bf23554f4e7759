namespace Amazon.BedrockAgentCoreControl.Model;

/// <summary>Whether requests are signed.</summary>
public class BrowserSigningConfigOutput
{
    /// <summary>Whether it is on.</summary>
    public bool? Enabled { get; set; }
}
