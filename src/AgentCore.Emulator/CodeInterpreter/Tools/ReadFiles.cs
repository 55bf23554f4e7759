using System.Runtime.CompilerServices;
using System.Text;
using AgentCore.Emulator.CodeInterpreter.Sandbox;
using AgentCore.Emulator.CodeInterpreter.Session;
using AgentCore.Emulator.Generated;
using AgentCore.Emulator.Http;

namespace AgentCore.Emulator.CodeInterpreter.Tools;

/// <summary>readFiles: a resource for each file that exists; as text when its content is UTF-8.</summary>
internal sealed class ReadFiles : ITool
{
    private static readonly UTF8Encoding Strict =
        new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <inheritdoc/>
    public string Name => ToolName.ReadFiles;

    /// <inheritdoc/>
    public void Check(ToolArguments arguments) => ToolChecks.Require(arguments.Paths, "paths", Name);

    /// <inheritdoc/>
    public async IAsyncEnumerable<CodeInterpreterResult> RunAsync(
        CodeInterpreterSession session,
        ToolArguments arguments,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var (end, files) = await FileCall.RunAsync(
            session,
            new("read") { Paths = arguments.Paths, Limit = EventStreamFrame.MaxPayload },
            [],
            cancellationToken);
        yield return FileCall.FailureOf(end) ?? Resources(files);
    }

    private static CodeInterpreterResult Resources(IReadOnlyList<GuestEvent> files)
    {
        var result = ToolResults.Of([.. files.Select(file => Block(AsText(file) ?? AsBlob(file)))]);
        if (!ToolResults.IsTooLong(result))
        {
            return result;
        }

        // With many characters that JSON escapes, a text is longer than its bytes in base64.
        var shorter = ToolResults.Of([.. files.Select(file => Block(AsBlob(file)))]);
        return ToolResults.IsTooLong(shorter) ? TooLong(files) : shorter;
    }

    private static CodeInterpreterResult TooLong(IReadOnlyList<GuestEvent> files)
    {
        var limit = $"the {EventStreamFrame.MaxPayload} bytes that a result can have, where content that is not text "
            + "grows by a third. Read them one by one, or in pieces";
        return ToolResults.Failure(files.Count == 1
            ? $"File has {files[0].Body.Length} bytes and does not fit into {limit}: {files[0].Uri}"
            : $"The {files.Count} files have {files.Sum(file => (long)file.Body.Length)} bytes together and do not "
                + $"fit into {limit}.");
    }

    private static ContentBlock Block(ResourceContent resource) => new("resource") { Resource = resource };

    private static ResourceContent? AsText(GuestEvent file)
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
            return null;
        }
    }

    private static ResourceContent AsBlob(GuestEvent file) => new("blob")
    {
        Uri = file.Uri,
        MimeType = file.MimeType ?? "application/octet-stream",
        Blob = file.Body,
    };
}
