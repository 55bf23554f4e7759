namespace Amazon.BedrockAgentCoreControl.Model;

/// <summary>A member of a request that was refused.</summary>
public class ValidationExceptionField
{
    /// <summary>Which member was wrong, as the API spells it.</summary>
    public string? Name { get; set; }

    /// <summary>What was wrong with the member, in words.</summary>
    public string? Message { get; set; }
}
