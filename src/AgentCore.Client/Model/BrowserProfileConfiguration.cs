namespace Amazon.BedrockAgentCore.Model;

/// <summary>Names the browser profile that a session begins with.</summary>
public class BrowserProfileConfiguration
{
    /// <summary>Id of the browser profile. Required.</summary>
    public string? ProfileIdentifier { get; set; }
}
