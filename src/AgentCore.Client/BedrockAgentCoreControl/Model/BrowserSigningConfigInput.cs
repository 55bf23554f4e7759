namespace Amazon.BedrockAgentCoreControl.Model;

/// <summary>Whether requests are to be signed.</summary>
public class BrowserSigningConfigInput
{
    /// <summary>Whether it is on.</summary>
    public bool? Enabled { get; set; }
}
