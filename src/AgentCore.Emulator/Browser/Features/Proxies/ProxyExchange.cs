using System.Net.Sockets;
using System.Text;

namespace AgentCore.Emulator.Browser.Features.Proxies;

/// <summary>
/// One connection of Chromium: a tunnel, or one request in plain HTTP. It serves one request only, since the next may be
/// for a host with another route.
/// </summary>
internal sealed class ProxyExchange(NetworkStream client, ProxyRoutes routes)
{
    /// <summary>Serves it.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var request = await HttpHead.ReadAsync(client, [], cancellationToken);
        var isTunnel = request.Words[0] == "CONNECT";
        if (request.Words.Length < 3 || !Uri.TryCreate(isTunnel ? $"http://{request.Words[1]}" : request.Words[1], UriKind.Absolute, out var target))
        {
            await RefuseAsync("400 Bad Request", "This is a proxy.", cancellationToken);
            return;
        }

        var proxy = routes.For(target.IdnHost);
        using var connection = new TcpClient { NoDelay = true };
        try
        {
            await connection.ConnectAsync(proxy?.Server ?? target.IdnHost, proxy?.Port ?? target.Port, cancellationToken);
        }
        catch (SocketException error)
        {
            var what = proxy is null ? $"{target.IdnHost}:{target.Port}" : $"The proxy {proxy}";
            await RefuseAsync("502 Bad Gateway", $"{what} cannot be reached: {error.Message}.", cancellationToken);
            return;
        }

        var server = connection.GetStream();
        await (isTunnel
            ? TunnelAsync(request, proxy, server, cancellationToken)
            : ForwardAsync(request, target, proxy, server, cancellationToken));
    }

    private async Task TunnelAsync(HttpHead request, UpstreamProxy? proxy, NetworkStream server, CancellationToken cancellationToken)
    {
        var early = Array.Empty<byte>();
        if (proxy is not null)
        {
            var connect = $"CONNECT {request.Words[1]} HTTP/1.1\r\nHost: {request.Words[1]}\r\n{proxy.AuthorizationLine}\r\n";
            await server.WriteAsync(Encoding.Latin1.GetBytes(connect), cancellationToken);
            var answer = await HttpHead.ReadAsync(server, [], cancellationToken);
            if (answer.Words is not [_, "200", ..])
            {
                await RefuseAsync("502 Bad Gateway", $"The proxy {proxy} answered '{answer.FirstLine}'.", cancellationToken);
                return;
            }

            early = answer.Rest;
        }

        await client.WriteAsync("HTTP/1.1 200 Connection established\r\n\r\n"u8.ToArray(), cancellationToken);
        await client.WriteAsync(early, cancellationToken);
        await server.WriteAsync(request.Rest, cancellationToken);
        await Task.WhenAll(PumpAsync(client, server, cancellationToken), PumpAsync(server, client, cancellationToken));
    }

    private async Task ForwardAsync(HttpHead request, Uri target, UpstreamProxy? proxy, NetworkStream server, CancellationToken cancellationToken)
    {
        var line = proxy is null ? $"{request.Words[0]} {target.PathAndQuery} {request.Words[2]}" : request.FirstLine;
        await server.WriteAsync(request.ForOneMessage(line, proxy?.AuthorizationLine ?? ""), cancellationToken);
        await server.WriteAsync(request.Rest, cancellationToken);
        var sending = PumpAsync(client, server, cancellationToken); // the rest of the body; its end is Chromium's matter
        var answer = await HttpHead.ReadAsync(server, [], cancellationToken);
        while (answer.Words is [_, ['1', ..], ..])
        {
            answer = await HttpHead.ReadAsync(server, answer.Rest, cancellationToken); // an interim answer, which nobody needs
        }

        if (answer.Words is [_, "407", ..])
        {
            await RefuseAsync("502 Bad Gateway", $"The proxy {proxy} answered '{answer.FirstLine}'.", cancellationToken);
            return;
        }

        await client.WriteAsync(answer.ForOneMessage(answer.FirstLine), cancellationToken);
        await client.WriteAsync(answer.Rest, cancellationToken);
        await Task.WhenAny(server.CopyToAsync(client, cancellationToken), sending);
    }

    private async Task RefuseAsync(string status, string reason, CancellationToken cancellationToken)
    {
        var body = Encoding.UTF8.GetBytes(reason);
        var head = $"HTTP/1.1 {status}\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Length: {body.Length}\r\nConnection: close\r\n\r\n";
        await client.WriteAsync(Encoding.Latin1.GetBytes(head), cancellationToken);
        await client.WriteAsync(body, cancellationToken);
    }

    private static async Task PumpAsync(NetworkStream from, NetworkStream to, CancellationToken cancellationToken)
    {
        try
        {
            await from.CopyToAsync(to, cancellationToken);
            to.Socket.Shutdown(SocketShutdown.Send);
        }
        catch (Exception error) when (error is IOException or SocketException or ObjectDisposedException)
        {
            to.Close(); // so that the other direction ends too
        }
    }
}

/// <summary>First line and headers of an HTTP/1.1 message, and what was read of its body by the way.</summary>
/// <param name="FirstLine">Request line or status line.</param>
/// <param name="Headers">Header lines.</param>
/// <param name="Rest">Bytes after the head.</param>
internal sealed record HttpHead(string FirstLine, IReadOnlyList<string> Headers, byte[] Rest)
{
    private const int Longest = 256 * 1024;

    // Headers that are for one connection, not for the message.
    private static readonly string[] OfConnection = ["connection", "proxy-connection", "keep-alive", "proxy-authorization"];

    /// <summary>The words of the first line.</summary>
    public string[] Words => FirstLine.Split(' ', 3);

    /// <summary>Reads a head.</summary>
    /// <exception cref="IOException">The other side closed, or sent no head.</exception>
    public static async Task<HttpHead> ReadAsync(Stream stream, byte[] before, CancellationToken cancellationToken)
    {
        using var read = new MemoryStream();
        read.Write(before);
        var buffer = new byte[16 * 1024];
        while (true)
        {
            var bytes = read.GetBuffer().AsMemory(0, (int)read.Length);
            if (bytes.Span.IndexOf("\r\n\r\n"u8) is >= 0 and var end)
            {
                var lines = Encoding.Latin1.GetString(bytes.Span[..end]).Split("\r\n");
                return new(lines[0], lines[1..], bytes[(end + 4)..].ToArray());
            }

            var count = await stream.ReadAsync(buffer, cancellationToken);
            if (count == 0 || read.Length > Longest)
            {
                throw new IOException("No HTTP message came.");
            }

            read.Write(buffer, 0, count);
        }
    }

    /// <summary>The head as bytes, to be sent on over a connection that serves this message alone.</summary>
    /// <param name="firstLine">The first line.</param>
    /// <param name="extra">Further header lines, each with its line end.</param>
    public byte[] ForOneMessage(string firstLine, string extra = "")
    {
        var kept = Headers.Where(line => !OfConnection.Contains(line.Split(':')[0].Trim().ToLowerInvariant()));
        return Encoding.Latin1.GetBytes($"{string.Join("\r\n", kept.Prepend(firstLine))}\r\n{extra}Connection: close\r\n\r\n");
    }
}
