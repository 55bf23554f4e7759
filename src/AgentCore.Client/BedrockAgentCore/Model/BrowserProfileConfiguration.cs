namespace Amazon.BedrockAgentCore.Model;

/// <summary>The browser profile a session starts with.</summary>
public class BrowserProfileConfiguration
{
    /// <summary>The id of the browser profile.</summary>
    public string? ProfileIdentifier { get; set; }
}
