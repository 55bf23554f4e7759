using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace Tests.Client.Support;

/// <summary>The server's end of a connection.</summary>
internal sealed class LoopbackConnection(TcpClient client) : IDisposable
{
    private readonly NetworkStream _stream = client.GetStream();

    public bool IsClosed { get; private set; }

    public async Task<ReceivedRequest?> ReadRequestAsync(CancellationToken cancellationToken)
    {
        var head = new List<byte>();
        var one = new byte[1];
        while (!Ends(head))
        {
            if (await _stream.ReadAsync(one, cancellationToken) == 0)
            {
                return null;
            }

            head.Add(one[0]);
        }

        var text = Encoding.ASCII.GetString([.. head]);
        var body = new byte[LengthIn(text)];
        await _stream.ReadExactlyAsync(body, cancellationToken);
        return new ReceivedRequest(text, body);
    }

    public Task RespondAsync(int status, string json, CancellationToken cancellationToken, params string[] headers) =>
        SendAsync(Response(status, "application/json", Encoding.UTF8.GetBytes(json), headers), cancellationToken);

    public async Task SendAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        await _stream.WriteAsync(bytes, cancellationToken);
        await _stream.FlushAsync(cancellationToken);
    }

    /// <summary>Each byte in a packet of its own.</summary>
    public async Task SendByteByByteAsync(byte[] bytes, CancellationToken cancellationToken)
    {
        client.NoDelay = true;
        foreach (var b in bytes)
        {
            await SendAsync(new[] { b }, cancellationToken);
        }
    }

    /// <summary>Waits until the client closes its end: a stall without an end.</summary>
    public async Task StallAsync(CancellationToken cancellationToken)
    {
        var one = new byte[1];
        while (await _stream.ReadAsync(one, cancellationToken) > 0)
        {
            // No response is sent.
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

    public static byte[] Response(int status, string contentType, byte[] body, params string[] headers) =>
        [.. Head(status, contentType, [$"Content-Length: {body.Length}", .. headers]), .. body];

    public static byte[] Head(int status, string contentType, params string[] headers)
    {
        string[] lines =
            [$"HTTP/1.1 {status} Status", $"Content-Type: {contentType}", "x-amzn-RequestId: req-1", .. headers];
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
