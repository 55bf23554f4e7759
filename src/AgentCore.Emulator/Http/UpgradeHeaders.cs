using System.Buffers;
using System.IO.Pipelines;
using System.Text;
using Microsoft.AspNetCore.Connections;

namespace AgentCore.Emulator.Http;

/// <summary>
/// Removes repeated headers of a WebSocket upgrade, which the service accepts and Kestrel does not: some clients add
/// those of the AWS SDK for Python to their own. Only the first head of a connection is changed, and only where no
/// reader could understand it in another way; a WebSocket is the only request of its connection.
/// </summary>
internal static class UpgradeHeaders
{
    // Kestrel rejects longer heads anyway.
    private const int LongestHead = 48 * 1024;

    /// <summary>Connection middleware.</summary>
    public static ConnectionDelegate RemoveRepeated(ConnectionDelegate next) => async connection =>
    {
        var (transport, pipe) = (connection.Transport, new Pipe());
        connection.Transport = new Duplex(pipe.Reader, transport.Output);
        var copying = CopyAsync(transport.Input, pipe.Writer);
        try
        {
            await next(connection);
        }
        finally
        {
            await pipe.Reader.CompleteAsync();
            transport.Input.CancelPendingRead();
            await copying;
            connection.Transport = transport;
        }
    };

    // The server's timeouts depend on what it has read: it gets the first line, then the whole head.
    private static async Task CopyAsync(PipeReader source, PipeWriter target)
    {
        var head = new UpgradeHead(LongestHead);
        try
        {
            while (true)
            {
                var read = await source.ReadAsync();
                foreach (var part in read.Buffer)
                {
                    target.Write(head.IsOver ? part.Span : head.Add(part.Span));
                }

                source.AdvanceTo(read.Buffer.End);
                if (read.IsCompleted)
                {
                    target.Write(head.Rest());
                }

                var written = await target.FlushAsync();
                if (read.IsCompleted || read.IsCanceled || written.IsCompleted)
                {
                    break;
                }
            }

            await target.CompleteAsync();
        }
        catch (Exception error)
        {
            await target.CompleteAsync(error); // the server sees it at its next read
        }
    }

    private sealed record Duplex(PipeReader Input, PipeWriter Output) : IDuplexPipe;
}

/// <summary>The first request head of a connection, which arrives in parts of any size.</summary>
/// <param name="longest">Length from which on the head is left as it is, in bytes.</param>
internal sealed class UpgradeHead(int longest)
{
    private static readonly string[] Repeatable =
        ["Host", "Upgrade", "Connection", "Sec-WebSocket-Key", "Sec-WebSocket-Version"];

    private readonly StringBuilder _received = new(); // as Latin-1, a character a byte
    private readonly StringBuilder _line = new();
    private readonly List<string> _lines = [];
    private int _passed;

    /// <summary>Whether the head has been passed on; what follows is passed on as it is.</summary>
    public bool IsOver { get; private set; }

    /// <summary>Adds bytes of the connection.</summary>
    /// <returns>The bytes to pass on now; empty while the head is incomplete.</returns>
    public byte[] Add(ReadOnlySpan<byte> bytes)
    {
        foreach (var character in Encoding.Latin1.GetString(bytes))
        {
            _received.Append(character);
            if (!IsOver && _line.Append(character) is [.., '\n'])
            {
                AddLine(_line.ToString());
                _line.Clear();
            }
        }

        IsOver |= _received.Length > longest;
        return Pass(IsOver || _lines.Count == 0 ? _received.Length : _lines[0].Length);
    }

    /// <summary>The bytes that are still held back, for a connection that has ended.</summary>
    public byte[] Rest() => Pass(_received.Length);

    private byte[] Pass(int end)
    {
        var part = _received.ToString(_passed, end - _passed);
        _passed = end;
        return Encoding.Latin1.GetBytes(part);
    }

    // Readers disagree on other line ends, folded lines and control characters. Kestrel decides about such a head.
    private void AddLine(string line)
    {
        var isFirst = _lines.Count == 0;
        IsOver = _received.Length > longest
            || !line.EndsWith("\r\n", StringComparison.Ordinal)
            || line.AsSpan(0, line.Length - 2).ContainsAny('\r', '\0')
            || line[0] is ' ' or '\t'
            || (isFirst && !(line.StartsWith("GET ", StringComparison.Ordinal)
                && line.EndsWith(" HTTP/1.1\r\n", StringComparison.Ordinal)));
        if (line == "\r\n" && !IsOver)
        {
            _received.Clear().Append(_lines[0]).AppendJoin("", WithoutRepeats(_lines[1..])).Append(line);
            IsOver = true;
        }

        _lines.Add(line);
    }

    private static IEnumerable<string> WithoutRepeats(List<string> lines)
    {
        var headers = lines.ToLookup(NameOf, ValueOf, StringComparer.OrdinalIgnoreCase);
        var isClear = headers["Upgrade"].Contains("websocket", StringComparer.OrdinalIgnoreCase)
            && !headers.Contains("Content-Length")
            && !headers.Contains("Transfer-Encoding")
            && Repeatable.All(name => headers[name].Skip(1).All(value => IsRepeat(name, headers[name].First(), value)));
        var seen = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        return lines.Where(line => !isClear
            || !Repeatable.Contains(NameOf(line), StringComparer.OrdinalIgnoreCase)
            || seen.Add(NameOf(line)));
    }

    // A client checks the response against the key of its own, which it sends first; the other one has no meaning.
    private static bool IsRepeat(string name, string first, string value) => name switch
    {
        "Sec-WebSocket-Key" => true,
        "Host" or "Sec-WebSocket-Version" => value == first,
        _ => value.Equals(first, StringComparison.OrdinalIgnoreCase),
    };

    private static string NameOf(string line) => line.Split(':')[0];

    private static string ValueOf(string line) => line[(line.IndexOf(':', StringComparison.Ordinal) + 1)..].Trim();
}
