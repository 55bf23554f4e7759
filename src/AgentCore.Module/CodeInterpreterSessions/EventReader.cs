using Amazon.BedrockAgentCore.Model;
using WireResult = Amazon.BedrockAgentCore.Model.CodeInterpreterResult;

namespace AgentCore;

/// <summary>Makes our event object from what the API sends.</summary>
internal static class EventReader
{
    public static CodeInterpreterEvent Read(this WireResult sent)
    {
        var told = sent.StructuredContent;
        return new CodeInterpreterEvent
        {
            Content = [.. (sent.Content ?? []).Select(block => Read(block, told?.Stdout))],
            StandardOutput = told?.Stdout,
            StandardError = told?.Stderr,
            ExitCode = told?.ExitCode,
            ExecutionTime = told?.ExecutionTime is { } seconds && seconds >= 0 ? TimeSpan.FromSeconds(seconds) : null,
            TaskId = told?.TaskId,
            TaskStatus = told?.TaskStatus?.Value,
            IsError = sent.IsError,
        };
    }

    // The service says standard output twice; of a long one, one copy is enough.
    private static CodeInterpreterContent Read(ContentBlock block, string? output) => new(block.Type?.Value ?? "")
    {
        Text = block.Text is { } text && text == output ? output : block.Text ?? block.Resource?.Text,
        Data = (block.Data ?? block.Resource?.Blob)?.ToArray(),
        MimeType = block.MimeType ?? block.Resource?.MimeType,
        Uri = block.Uri ?? block.Resource?.Uri,
        Name = block.Name,
        Description = block.Description,
        Size = block.Size,
    };
}
