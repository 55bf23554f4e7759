namespace Amazon.BedrockAgentCore.Model;

/// <summary>A change to the automation stream.</summary>
public class AutomationStreamUpdate
{
    /// <summary>Whether programs may drive the browser.</summary>
    public AutomationStreamStatus? StreamStatus { get; set; }
}
