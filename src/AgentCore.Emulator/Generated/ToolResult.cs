namespace AgentCore.Emulator.Generated;

/// <summary>CodeInterpreterResult: one <c>result</c> event.</summary>
/// <param name="Content">content: what a person or a model reads.</param>
/// <param name="StructuredContent">structuredContent: the same for programs; null for the file tools.</param>
/// <param name="IsError">isError: whether the tool failed, or the code it ran.</param>
internal sealed record ToolResult(
    IReadOnlyList<ContentBlock> Content, StructuredContent? StructuredContent = null, bool IsError = false)
{
    /// <summary>A result of nothing but a text.</summary>
    public static ToolResult Of(string text) => new([ContentBlock.OfText(text)]);

    /// <summary>A failure of the tool, told in a text.</summary>
    public static ToolResult Failure(string text) => new([ContentBlock.OfText(text)], IsError: true);
}

/// <summary>ContentBlock.</summary>
/// <param name="Type">type: <c>text</c>, <c>image</c>, <c>resource</c> or <c>resource_link</c>.</param>
internal sealed record ContentBlock(string Type)
{
    /// <summary>text.</summary>
    public string? Text { get; init; }

    /// <summary>data: an image.</summary>
    public ReadOnlyMemory<byte>? Data { get; init; }

    /// <summary>mimeType.</summary>
    public string? MimeType { get; init; }

    /// <summary>uri.</summary>
    public string? Uri { get; init; }

    /// <summary>name.</summary>
    public string? Name { get; init; }

    /// <summary>description.</summary>
    public string? Description { get; init; }

    /// <summary>size in bytes.</summary>
    public long? Size { get; init; }

    /// <summary>resource.</summary>
    public ResourceContent? Resource { get; init; }

    /// <summary>A block of text.</summary>
    public static ContentBlock OfText(string text) => new("text") { Text = text };

    /// <summary>A block with an image.</summary>
    public static ContentBlock OfImage(ReadOnlyMemory<byte> png) => new("image") { Data = png, MimeType = "image/png" };
}

/// <summary>ResourceContent: a file with its content.</summary>
/// <param name="Type">type: <c>text</c> or <c>blob</c>.</param>
/// <param name="Uri">uri.</param>
/// <param name="MimeType">mimeType.</param>
/// <param name="Text">text, where the content is UTF-8.</param>
/// <param name="Blob">blob, where it is not.</param>
internal sealed record ResourceContent(string Type, string Uri, string MimeType, string? Text, ReadOnlyMemory<byte>? Blob);

/// <summary>ToolResultStructuredContent.</summary>
internal sealed record StructuredContent
{
    /// <summary>taskId.</summary>
    public string? TaskId { get; init; }

    /// <summary>taskStatus.</summary>
    public string? TaskStatus { get; init; }

    /// <summary>stdout.</summary>
    public string? Stdout { get; init; }

    /// <summary>stderr.</summary>
    public string? Stderr { get; init; }

    /// <summary>exitCode.</summary>
    public int? ExitCode { get; init; }

    /// <summary>executionTime in seconds.</summary>
    public double? ExecutionTime { get; init; }
}
