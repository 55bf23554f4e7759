namespace Amazon.BedrockAgentCoreControl.Model;

/// <summary>A code interpreter as lists show it.</summary>
public class CodeInterpreterSummary
{
    /// <summary>
    /// The id of the code interpreter; <c>aws.codeinterpreter.v1</c> is the one that the service provides.
    /// </summary>
    public string? CodeInterpreterId { get; set; }

    /// <summary>The ARN of the code interpreter.</summary>
    public string? CodeInterpreterArn { get; set; }

    /// <summary>The name.</summary>
    public string? Name { get; set; }

    /// <summary>A description in free text. 1 to 4,096 characters.</summary>
    public string? Description { get; set; }

    /// <summary>The state it is in.</summary>
    public CodeInterpreterStatus? Status { get; set; }

    /// <summary>When it was created (UTC).</summary>
    public DateTime? CreatedAt { get; set; }

    /// <summary>When it last changed (UTC).</summary>
    public DateTime? LastUpdatedAt { get; set; }
}
