using Amazon.Runtime.EventStreams;

namespace Amazon.BedrockAgentCore.Model;

/// <summary>A piece of a tool's result. Several may come in one call; their output adds up.</summary>
public class CodeInterpreterResult : IEventStreamEvent
{
    /// <summary>What the tool gave back, block by block.</summary>
    public List<ContentBlock>? Content { get; set; }

    /// <summary>The same result in named parts: output, exit code, task.</summary>
    public ToolResultStructuredContent? StructuredContent { get; set; }

    /// <summary>Whether the tool itself failed.</summary>
    public bool? IsError { get; set; }
}
