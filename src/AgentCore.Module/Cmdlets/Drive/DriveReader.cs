using System.Collections;
using System.Management.Automation.Provider;

namespace AgentCore.Cmdlets.Drive;

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
