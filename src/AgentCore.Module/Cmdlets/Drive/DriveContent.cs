using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Provider;
using System.Runtime.InteropServices;
using AgentCore.Errors;
using AgentCore.Files;

namespace AgentCore.Cmdlets.Drive;

/// <summary>What Get-Content, Set-Content and Add-Content take.</summary>
internal class ContentParameters
{
    /// <summary>Bytes instead of text.</summary>
    [Parameter]
    public SwitchParameter AsByteStream { get; set; }

    /// <summary>How text is encoded; utf8 unless given.</summary>
    [Parameter]
    [ValidateSet("utf8", "utf8BOM", "utf8NoBOM", "unicode", "bigendianunicode", "utf32", "ascii", "latin1")]
    public string Encoding { get; set; } = "utf8";

    public System.Text.Encoding TextEncoding => Encoding.ToUpperInvariant() switch
    {
        "UTF8BOM" => new System.Text.UTF8Encoding(encoderShouldEmitUTF8Identifier: true),
        "UNICODE" => System.Text.Encoding.Unicode,
        "BIGENDIANUNICODE" => System.Text.Encoding.BigEndianUnicode,
        "UTF32" => System.Text.Encoding.UTF32,
        "ASCII" => System.Text.Encoding.ASCII,
        "LATIN1" => System.Text.Encoding.GetEncoding("iso-8859-1"),
        _ => new System.Text.UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
    };
}

/// <summary>What Get-Content takes beside that.</summary>
internal sealed class ContentReaderParameters : ContentParameters
{
    /// <summary>All text as one string, with its line ends.</summary>
    [Parameter]
    public SwitchParameter Raw { get; set; }
}

/// <summary>What Set-Content and Add-Content take beside that.</summary>
internal sealed class ContentWriterParameters : ContentParameters
{
    /// <summary>Adds no line ends.</summary>
    [Parameter]
    public SwitchParameter NoNewline { get; set; }
}

/// <summary>Takes lines or bytes and sends them when it is closed, at once and whole.</summary>
internal sealed class DriveWriter(
    ContentWriterParameters parameters, Action<Func<string, OutgoingFile>, bool> send) : IContentWriter
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
        ?? throw Failures.InvalidArgument($"'{item}' is not a byte. With -AsByteStream, give bytes.");

    // The mark of an encoding stands at the beginning of a file, not before every line.
    private byte[] TextOf(object item)
    {
        var encoding = parameters.TextEncoding;
        var text = encoding.GetBytes(PipelineContent.TextOf(item) + (parameters.NoNewline ? "" : "\n"));
        return _content.Stream.Length == 0 && !_append ? [.. encoding.GetPreamble(), .. text] : text;
    }
}

/// <summary>Reads the lines or bytes of a file that was fetched from a session.</summary>
internal sealed class DriveReader : IContentReader
{
    private const int LargestRead = 65536;

    private readonly LocalCopy _content;
    private readonly ContentReaderParameters _parameters;
    private readonly StreamReader _text;
    private bool _readAll;

    public DriveReader(LocalCopy content, ContentReaderParameters parameters)
    {
        _content = content;
        _parameters = parameters;
        content.Stream.Position = 0;
        _text = new StreamReader(content.Stream, parameters.TextEncoding);
    }

    /// <summary>The next lines or bytes; none at the end.</summary>
    /// <param name="readCount">How many at most; 0 or less for all.</param>
    public IList Read(long readCount)
    {
        if (_parameters.Raw)
        {
            return ReadAll();
        }

        var many = readCount > 0 ? readCount : long.MaxValue;
        return _parameters.AsByteStream ? ReadBytes(many) : ReadLines(many);
    }

    public void Seek(long offset, SeekOrigin origin)
    {
        _content.Stream.Seek(offset, origin);
        _text.DiscardBufferedData();
    }

    public void Close() => _content.Dispose();

    public void Dispose()
    {
        _text.Dispose();
        _content.Dispose();
    }

    private List<object> ReadAll()
    {
        if (_readAll)
        {
            return [];
        }

        _readAll = true;
        return [_parameters.AsByteStream ? ReadBytes(long.MaxValue) : _text.ReadToEnd()];
    }

    private List<object> ReadLines(long many)
    {
        var lines = new List<object>();
        while (lines.Count < many && _text.ReadLine() is { } line)
        {
            lines.Add(line);
        }

        return lines;
    }

    private byte[] ReadBytes(long many)
    {
        var left = _content.Stream.Length - _content.Stream.Position;
        var bytes = new byte[_parameters.Raw ? left : Math.Min(left, Math.Min(many, LargestRead))];
        for (var at = 0; at < bytes.Length;)
        {
            at += _content.Stream.Read(bytes, at, bytes.Length - at);
        }

        return bytes;
    }
}

/// <summary>
/// Content of any size on its way from or to a drive; a local file that is deleted when it is closed, and that no
/// other user of the machine can read.
/// </summary>
internal sealed class LocalCopy : IDisposable
{
    public LocalCopy()
    {
        var path = Path.Combine(Path.GetTempPath(), "agentcore-" + Guid.NewGuid().ToString("N"));
        var options = new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.ReadWrite,
            Share = FileShare.ReadWrite | FileShare.Delete,
            Options = FileOptions.DeleteOnClose,
        };
        if (!RuntimeInformation.IsOSPlatform(OSPlatform.Windows))
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        Stream = File.Open(path, options);
    }

    public FileStream Stream { get; }

    /// <summary>The content as something to send.</summary>
    public OutgoingFile ToOutgoing(string remote)
    {
        Stream.Flush();
        return new OutgoingFile(remote, null, Stream.Length, () => new FileStream(
            Stream.Name, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete));
    }

    public void Dispose() => Stream.Dispose();
}
