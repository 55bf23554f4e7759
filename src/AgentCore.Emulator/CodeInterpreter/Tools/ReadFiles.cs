using System.Runtime.CompilerServices;
using System.Text;
using AgentCore.Emulator.CodeInterpreter.Sandbox;
using AgentCore.Emulator.CodeInterpreter.Session;
using AgentCore.Emulator.Generated;

namespace AgentCore.Emulator.CodeInterpreter.Tools;

/// <summary>readFiles: a resource for each file that is there; as text where its content is UTF-8.</summary>
internal sealed class ReadFiles : ITool
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <inheritdoc/>
    public string Name => "readFiles";

    /// <inheritdoc/>
    public void Check(ToolArguments arguments) =>
        ToolChecks.Require(arguments.Paths is { Count: > 0 } paths ? paths : null, "paths", Name);

    /// <inheritdoc/>
    public async IAsyncEnumerable<ToolResult> RunAsync(
        CodeInterpreterSession session,
        ToolArguments arguments,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var (end, files) = await FileCall.RunAsync(
            session, new("read") { Paths = arguments.Paths, Limit = ToolArguments.Longest }, [], cancellationToken);
        yield return FileCall.FailureOf(end)
            ?? new([.. files.Select(file => new ContentBlock("resource") { Resource = Resource(file) })]);
    }

    private static ResourceContent Resource(GuestEvent file)
    {
        try
        {
            return new("text", file.Uri!, file.MimeType ?? "text/plain", Strict.GetString(file.Body.Span), null);
        }
        catch (DecoderFallbackException)
        {
            return new("blob", file.Uri!, file.MimeType ?? "application/octet-stream", null, file.Body);
        }
    }
}
