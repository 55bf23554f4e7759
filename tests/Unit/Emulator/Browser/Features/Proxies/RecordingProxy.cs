using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Tests.Emulator.Browser.Features.Proxies;

/// <summary>
/// A proxy on loopback that records its requests. It responds to plain requests itself, with its name as the title, and
/// connects every tunnel to one port of this machine.
/// </summary>
internal sealed class RecordingProxy : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly string _name;
    private readonly string? _authorization;
    private readonly int _tunnelPort;
    private readonly Task _serving;

    public RecordingProxy(string name, string? authorization = null, int tunnelPort = 0)
    {
        (_name, _authorization, _tunnelPort) = (name, authorization, tunnelPort);
        _listener.Start();
        Port = ((IPEndPoint)_listener.LocalEndpoint).Port;
        _serving = ServeAsync();
    }

    public int Port { get; }

    /// <summary>Request lines, in the order of their arrival.</summary>
    public ConcurrentQueue<string> Requests { get; } = new();

    /// <summary>The request lines with the headers.</summary>
    public ConcurrentQueue<string> Heads { get; } = new();

    public async ValueTask DisposeAsync()
    {
        _listener.Stop();
        await _serving;
    }

    private async Task ServeAsync()
    {
        try
        {
            while (true)
            {
                _ = ServeOneAsync(await _listener.AcceptTcpClientAsync());
            }
        }
        catch (Exception error) when (error is SocketException or ObjectDisposedException)
        {
            // The proxy has stopped.
        }
    }

    private async Task ServeOneAsync(TcpClient client)
    {
        using (client)
        {
            try
            {
                await RespondAsync(client.GetStream());
            }
            catch (IOException)
            {
                // The other side has closed the connection.
            }
        }
    }

    private async Task RespondAsync(NetworkStream stream)
    {
        var head = await ReadHeadAsync(stream);
        Requests.Enqueue(head[0]);
        Heads.Enqueue(string.Join("\r\n", head));
        if (_authorization is not null && !head.Contains($"Proxy-Authorization: {_authorization}"))
        {
            await SendAsync(stream, "407 Proxy Authentication Required", "no");
        }
        else if (!head[0].StartsWith("CONNECT ", StringComparison.Ordinal))
        {
            await SendAsync(stream, "200 OK", $"<title>{_name}</title>");
        }
        else
        {
            using var target = new TcpClient();
            await target.ConnectAsync(IPAddress.Loopback, _tunnelPort);
            await stream.WriteAsync("HTTP/1.1 200 OK\r\n\r\n"u8.ToArray());
            await Task.WhenAny(stream.CopyToAsync(target.GetStream()), target.GetStream().CopyToAsync(stream));
        }
    }

    private static Task SendAsync(NetworkStream stream, string status, string body) =>
        stream.WriteAsync(Encoding.UTF8.GetBytes(
            $"HTTP/1.1 {status}\r\nContent-Type: text/html\r\nContent-Length: {body.Length}\r\n\r\n{body}")).AsTask();

    private static async Task<string[]> ReadHeadAsync(NetworkStream stream)
    {
        var text = new StringBuilder();
        var letter = new byte[1];
        while (!text.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal))
        {
            await stream.ReadExactlyAsync(letter);
            text.Append((char)letter[0]);
        }

        return text.ToString().Split("\r\n");
    }
}
