namespace Amazon.BedrockAgentCore.Model;

/// <summary>One result event of a tool.</summary>
public class CodeInterpreterResult
{
    /// <summary>The content, block by block.</summary>
    public List<ContentBlock>? Content { get; set; }

    /// <summary>Output, exit code and task state in structured form.</summary>
    public ToolResultStructuredContent? StructuredContent { get; set; }

    /// <summary>Whether the tool failed.</summary>
    public bool? IsError { get; set; }
}
