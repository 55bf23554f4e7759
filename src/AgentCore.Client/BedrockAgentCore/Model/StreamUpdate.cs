namespace Amazon.BedrockAgentCore.Model;

/// <summary>A change to a stream: a union, exactly one member is set.</summary>
public class StreamUpdate
{
    /// <summary>The change to the automation stream.</summary>
    public AutomationStreamUpdate? AutomationStreamUpdate { get; set; }
}
