namespace Amazon.BedrockAgentCoreControl.Model;

/// <summary>A member of a request that was refused.</summary>
public class ValidationExceptionField
{
    /// <summary>The path of the member.</summary>
    public string? Name { get; set; }

    /// <summary>What is wrong with it.</summary>
    public string? Message { get; set; }
}
