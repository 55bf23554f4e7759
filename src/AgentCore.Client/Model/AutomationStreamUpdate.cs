namespace Amazon.BedrockAgentCore.Model;

/// <summary>Switches automation on or off.</summary>
public class AutomationStreamUpdate
{
    /// <summary>Whether programs may drive the browser.</summary>
    public AutomationStreamStatus? StreamStatus { get; set; }
}
