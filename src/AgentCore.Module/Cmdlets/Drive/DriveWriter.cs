using System.Collections;
using System.Management.Automation.Provider;
using AgentCore.Errors;
using AgentCore.Files;

namespace AgentCore.Cmdlets.Drive;

/// <summary>Takes lines or bytes and sends them when it is closed, at once and whole.</summary>
internal sealed class DriveWriter(ContentWriterParameters parameters, Action<Func<string, OutgoingFile>, bool> send) : IContentWriter
{
    private readonly LocalCopy _content = new();
    private bool _append;
    private bool _closed;

    /// <summary>Takes lines or bytes.</summary>
    /// <param name="content">Bytes with -AsByteStream, else anything.</param>
    public IList Write(IList content)
    {
        foreach (var item in PipelineContent.Items(content))
        {
            var bytes = parameters.AsByteStream ? BytesOf(item) : TextOf(item);
            _content.Stream.Write(bytes, 0, bytes.Length);
        }

        return content;
    }

    /// <summary>Add-Content goes to the end before it writes.</summary>
    public void Seek(long offset, SeekOrigin origin) => _append = origin == SeekOrigin.End;

    public void Close()
    {
        if (_closed)
        {
            return;
        }

        _closed = true;
        using (_content)
        {
            send(_content.ToOutgoing, _append);
        }
    }

    public void Dispose() => _content.Dispose();

    private static byte[] BytesOf(object item) => PipelineContent.BytesOf(item)
        ?? throw Refusal.InvalidArgument($"'{item}' is not a byte. With -AsByteStream, give bytes.");

    // The mark of an encoding stands at the beginning of a file, not before every line.
    private byte[] TextOf(object item)
    {
        var encoding = parameters.TextEncoding;
        var text = encoding.GetBytes(PipelineContent.TextOf(item) + (parameters.NoNewline ? "" : "\n"));
        return _content.Stream.Length == 0 && !_append ? [.. encoding.GetPreamble(), .. text] : text;
    }
}
