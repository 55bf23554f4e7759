using System.Text;
using AgentCore.Emulator.Core;
using AgentCore.Emulator.Generated;
using AgentCore.Emulator.Http;

namespace AgentCore.Emulator.CodeInterpreter.Tools;

/// <summary>Makes the results of tools.</summary>
internal static class ToolResults
{
    /// <summary>A result of blocks, and the same in named members where the tool has them.</summary>
    public static CodeInterpreterResult Of(
        IReadOnlyList<ContentBlock> content, ToolResultStructuredContent? structured = null, bool isError = false) =>
        new(content) { StructuredContent = structured, IsError = isError };

    /// <summary>A result of nothing but a text.</summary>
    public static CodeInterpreterResult Of(string text) => Of([Text(text)]);

    /// <summary>A failure of the tool, described in a text block.</summary>
    public static CodeInterpreterResult Failure(string text) => Of([Text(text)], isError: true);

    /// <summary>Whether a result is too long for the one message that it travels in.</summary>
    public static bool IsTooLong(CodeInterpreterResult result)
    {
        using var written = new SpillBuffer();
        WireJson.Write(written, result);
        return written.Length > EventStreamFrame.MaxPayload;
    }

    /// <summary>A block that tells callers, who may read blocks only, that output was cut off; else none.</summary>
    public static ContentBlock[] Note(CallOutput output) => output.CutNote is { } note ? [Text($"[{note}]")] : [];

    /// <summary>A block of text.</summary>
    public static ContentBlock Text(string text) => new("text") { Text = text };

    /// <summary>A block with an image.</summary>
    public static ContentBlock Image(ReadOnlyMemory<byte> data, string? mimeType) =>
        new("image") { Data = data, MimeType = mimeType };

    /// <summary>A block with a form of an object, such as HTML or Markdown, which is no file and has no URI.</summary>
    public static ContentBlock Display(ReadOnlyMemory<byte> text, string? mimeType) =>
        new("resource") { Resource = new("text") { Text = Encoding.UTF8.GetString(text.Span), MimeType = mimeType } };
}
