using System.Text.Json;
using Amazon.BedrockAgentCore.Model;
using WireResult = Amazon.BedrockAgentCore.Model.CodeInterpreterResult;

namespace AgentCore.Service;

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
            Structured = told is null ? [] : Members(told),
            IsError = sent.IsError,
        };
    }

    // Under the service's names, those of a newer one included.
    private static (string Name, object? Value)[] Members(ToolResultStructuredContent told)
    {
        (string Name, object? Value)[] known =
        [
            ("taskId", told.TaskId), ("taskStatus", told.TaskStatus?.Value), ("stdout", told.Stdout), ("stderr", told.Stderr),
            ("exitCode", told.ExitCode), ("executionTime", told.ExecutionTime),
        ];
        return [.. known.Where(member => member.Value is not null), .. Members(told.AdditionalMembers)];
    }

    private static (string Name, object? Value)[] Members(Dictionary<string, JsonElement>? more) =>
        more?.Select(member => (member.Key, JsonObjects.Read(member.Value))).ToArray() ?? [];

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
        More = Members(block.AdditionalMembers),
    };
}
