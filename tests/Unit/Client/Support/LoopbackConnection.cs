using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace Tests.Client.Support;

/// <summary>The server's end of a connection.</summary>
internal sealed class LoopbackConnection(TcpClient client) : IDisposable
{
    private readonly NetworkStream _stream = client.GetStream();

    public bool IsClosed { get; private set; }

    public async Task<ReceivedRequest?> ReadRequestAsync(CancellationToken stop)
    {
        var head = new List<byte>();
        var one = new byte[1];
        while (!Ends(head))
        {
            if (await _stream.ReadAsync(one, stop) == 0)
                return null;
            head.Add(one[0]);
        }

        var text = Encoding.ASCII.GetString([.. head]);
        var body = new byte[LengthIn(text)];
        await _stream.ReadExactlyAsync(body, stop);
        return new ReceivedRequest(text, body);
    }

    public Task AnswerAsync(int status, string json, CancellationToken stop, params string[] headers)
        => SendAsync(Answer(status, "application/json", Encoding.UTF8.GetBytes(json), headers), stop);

    public async Task SendAsync(ReadOnlyMemory<byte> bytes, CancellationToken stop)
    {
        await _stream.WriteAsync(bytes, stop);
        await _stream.FlushAsync(stop);
    }

    /// <summary>Each byte in a packet of its own.</summary>
    public async Task SendByteByByteAsync(byte[] bytes, CancellationToken stop)
    {
        client.NoDelay = true;
        foreach (var b in bytes)
            await SendAsync(new[] { b }, stop);
    }

    /// <summary>Waits until the client closes its end: a stall without an end.</summary>
    public async Task StallAsync(CancellationToken stop)
    {
        var one = new byte[1];
        while (await _stream.ReadAsync(one, stop) > 0)
        {
            // Nothing is said to it.
        }
    }

    /// <summary>Ends the connection in good order: what was sent arrives.</summary>
    public void Close()
    {
        IsClosed = true;
        client.Client.Shutdown(SocketShutdown.Send);
    }

    /// <summary>Breaks the connection off.</summary>
    public void Reset()
    {
        IsClosed = true;
        client.LingerState = new LingerOption(true, 0);
        client.Client.Dispose();
    }

    public void Dispose() => client.Dispose();

    public static byte[] Answer(int status, string contentType, byte[] body, params string[] headers)
        => [.. Head(status, contentType, [$"Content-Length: {body.Length}", .. headers]), .. body];

    public static byte[] Head(int status, string contentType, params string[] headers)
    {
        string[] lines = [$"HTTP/1.1 {status} Status", $"Content-Type: {contentType}", "x-amzn-RequestId: req-1", .. headers];
        return Encoding.ASCII.GetBytes(string.Join("\r\n", lines) + "\r\n\r\n");
    }

    private static bool Ends(List<byte> head) => head is [.., (byte)'\r', (byte)'\n', (byte)'\r', (byte)'\n'];

    private static int LengthIn(string head)
    {
        const string Name = "content-length:";
        var line = head.Split("\r\n").FirstOrDefault(l => l.StartsWith(Name, StringComparison.OrdinalIgnoreCase));
        return line is null ? 0 : int.Parse(line[Name.Length..], CultureInfo.InvariantCulture);
    }
}
