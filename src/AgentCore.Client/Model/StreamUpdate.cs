namespace Amazon.BedrockAgentCore.Model;

/// <summary>A change of a session's streams. Exactly one member is set.</summary>
public class StreamUpdate
{
    /// <summary>The new state of the automation stream.</summary>
    public AutomationStreamUpdate? AutomationStreamUpdate { get; set; }
}
