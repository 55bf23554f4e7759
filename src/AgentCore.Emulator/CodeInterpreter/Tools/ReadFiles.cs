using System.Runtime.CompilerServices;
using System.Text;
using AgentCore.Emulator.CodeInterpreter.Sandbox;
using AgentCore.Emulator.CodeInterpreter.Session;
using AgentCore.Emulator.Generated;

namespace AgentCore.Emulator.CodeInterpreter.Tools;

/// <summary>readFiles: a resource for each file that exists; as text when its content is UTF-8.</summary>
internal sealed class ReadFiles : ITool
{
    private static readonly UTF8Encoding Strict =
        new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <inheritdoc/>
    public string Name => ToolName.ReadFiles;

    /// <inheritdoc/>
    public void Check(ToolArguments arguments) =>
        ToolChecks.Require(arguments.Paths is { Count: > 0 } paths ? paths : null, "paths", Name);

    /// <inheritdoc/>
    public async IAsyncEnumerable<CodeInterpreterResult> RunAsync(
        CodeInterpreterSession session,
        ToolArguments arguments,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var (end, files) = await FileCall.RunAsync(
            session, new("read") { Paths = arguments.Paths, Limit = Limits.ToolTextMaxLength }, [], cancellationToken);
        yield return FileCall.FailureOf(end)
            ?? ToolResults.Of([.. files.Select(file => new ContentBlock("resource") { Resource = Resource(file) })]);
    }

    private static ResourceContent Resource(GuestEvent file)
    {
        try
        {
            return new("text")
            {
                Uri = file.Uri,
                MimeType = file.MimeType ?? "text/plain",
                Text = Strict.GetString(file.Body.Span),
            };
        }
        catch (DecoderFallbackException)
        {
            return new("blob")
            {
                Uri = file.Uri,
                MimeType = file.MimeType ?? "application/octet-stream",
                Blob = file.Body,
            };
        }
    }
}
