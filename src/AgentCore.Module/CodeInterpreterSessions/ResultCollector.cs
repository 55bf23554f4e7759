using System.Text;
using Amazon.BedrockAgentCore.Model;
using WireResult = Amazon.BedrockAgentCore.Model.CodeInterpreterResult;

namespace AgentCore;

/// <summary>Joins the result events of one call: texts add up, the last word counts for everything else.</summary>
internal sealed class ResultCollector
{
    private readonly StringBuilder _output = new();
    private readonly StringBuilder _error = new();
    private readonly List<CodeInterpreterContent> _content = [];
    private int? _exitCode;
    private double? _seconds;
    private bool _failed;

    /// <summary>Whether the tool said that it failed.</summary>
    public bool ToolFailed => _failed;

    /// <summary>What was printed so far.</summary>
    public string Output => _output.ToString();

    public TimeSpan? ExecutionTime => _seconds is { } seconds && seconds >= 0 ? TimeSpan.FromSeconds(seconds) : null;

    /// <summary>The text blocks, one below the other: all that a failed tool may have to say.</summary>
    public string Text => string.Join("\n", _content.Where(block => block.Type == "text").Select(block => block.Text));

    public void Add(WireResult part)
    {
        _output.Append(part.StructuredContent?.Stdout);
        _error.Append(part.StructuredContent?.Stderr);
        _content.AddRange((part.Content ?? []).Select(Read));
        _exitCode = part.StructuredContent?.ExitCode ?? _exitCode;
        _seconds = part.StructuredContent?.ExecutionTime ?? _seconds;
        _failed |= part.IsError is true;
    }

    /// <summary>The result of a program that the service ran itself.</summary>
    public CodeInterpreterResult ToResult(string sessionId) => ToResult(sessionId, _failed || _exitCode is not (null or 0));

    /// <summary>The result of a tool that did not come to running the program, whatever it says itself.</summary>
    public CodeInterpreterResult ToFailure(string sessionId) => ToResult(sessionId, true);

    private CodeInterpreterResult ToResult(string sessionId, bool isError) => new(sessionId)
    {
        StandardOutput = Output,
        StandardError = _error.ToString(),
        ExitCode = _exitCode,
        IsError = isError,
        ExecutionTime = ExecutionTime,
        Content = [.. _content],
        Images = [.. _content.Where(block => block is { Type: "image", Data: not null }).Select(ToImage)],
    };

    private static CodeInterpreterImage ToImage(CodeInterpreterContent block)
        => new(block.Data!, block.MimeType ?? "application/octet-stream");

    private static CodeInterpreterContent Read(ContentBlock block) => new(block.Type?.Value ?? "")
    {
        Text = block.Text ?? block.Resource?.Text,
        Data = (block.Data ?? block.Resource?.Blob)?.ToArray(),
        MimeType = block.MimeType ?? block.Resource?.MimeType,
        Uri = block.Uri ?? block.Resource?.Uri,
        Name = block.Name,
        Description = block.Description,
        Size = block.Size,
    };
}
