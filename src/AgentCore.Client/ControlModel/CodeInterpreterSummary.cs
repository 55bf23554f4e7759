namespace Amazon.BedrockAgentCoreControl.Model;

/// <summary>A code interpreter as lists show it.</summary>
public class CodeInterpreterSummary
{
    /// <summary>
    /// Id of the code interpreter: <c>aws.codeinterpreter.v1</c>, or the name and ten characters of an own one.
    /// </summary>
    public string? CodeInterpreterId { get; set; }

    /// <summary>ARN of the code interpreter.</summary>
    public string? CodeInterpreterArn { get; set; }

    /// <summary>Its name.</summary>
    public string? Name { get; set; }

    /// <summary>Free text that says what it is for.</summary>
    public string? Description { get; set; }

    /// <summary>Its state.</summary>
    public CodeInterpreterStatus? Status { get; set; }

    /// <summary>When it was created (UTC).</summary>
    public DateTime? CreatedAt { get; set; }

    /// <summary>When it last changed (UTC).</summary>
    public DateTime? LastUpdatedAt { get; set; }
}
