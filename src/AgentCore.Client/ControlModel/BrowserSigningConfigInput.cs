namespace Amazon.BedrockAgentCoreControl.Model;

/// <summary>Switches the signing of the browser's web requests on or off.</summary>
public class BrowserSigningConfigInput
{
    /// <summary>Whether it is switched on. Required.</summary>
    public bool? Enabled { get; set; }
}
