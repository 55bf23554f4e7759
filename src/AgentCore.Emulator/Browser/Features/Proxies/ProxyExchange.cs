using System.Net.Sockets;
using System.Text;

namespace AgentCore.Emulator.Browser.Features.Proxies;

/// <summary>
/// One connection of Chromium: a tunnel, or one request in plain HTTP. It serves one request only, since the next may
/// have a host with another route.
/// </summary>
internal sealed class ProxyExchange(NetworkStream client, ProxyRoutes routes)
{
    private const string ProxyFailed = "502 Bad Gateway";

    /// <summary>Serves the connection until either side closes it.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var request = await HttpHead.ReadAsync(client, [], cancellationToken);
        var isTunnel = request.Words[0] == "CONNECT";
        var address = request.Words.Length < 3 ? "" : isTunnel ? $"http://{request.Words[1]}" : request.Words[1];
        if (!Uri.TryCreate(address, UriKind.Absolute, out var target))
        {
            const string problem = "This server is a proxy. Send CONNECT, or a request with an absolute address.";
            await FailAsync("400 Bad Request", problem, cancellationToken);
            return;
        }

        var proxy = routes.For(target.IdnHost);
        using var connection = new TcpClient { NoDelay = true };
        try
        {
            await connection.ConnectAsync(
                proxy?.Server ?? target.IdnHost, proxy?.Port ?? target.Port, cancellationToken);
        }
        catch (SocketException error)
        {
            var peer = proxy is null ? $"{target.IdnHost}:{target.Port}" : $"The proxy {proxy}";
            await FailAsync(ProxyFailed, $"{peer} cannot be reached: {error.Message}.", cancellationToken);
            return;
        }

        var server = connection.GetStream();
        await (isTunnel
            ? TunnelAsync(request, proxy, server, cancellationToken)
            : ForwardAsync(request, target, proxy, server, cancellationToken));
    }

    private async Task TunnelAsync(
        HttpHead request, UpstreamProxy? proxy, NetworkStream server, CancellationToken cancellationToken)
    {
        var early = Array.Empty<byte>();
        if (proxy is not null)
        {
            var host = request.Words[1];
            var connect = $"CONNECT {host} HTTP/1.1\r\nHost: {host}\r\n{proxy.AuthorizationLine}\r\n";
            await server.WriteAsync(Encoding.Latin1.GetBytes(connect), cancellationToken);
            var response = await HttpHead.ReadAsync(server, [], cancellationToken);
            if (response.Words is not [_, "200", ..])
            {
                await FailAsync(ProxyFailed, $"The proxy {proxy} responded '{response.FirstLine}'.", cancellationToken);
                return;
            }

            early = response.Rest;
        }

        await client.WriteAsync("HTTP/1.1 200 Connection established\r\n\r\n"u8.ToArray(), cancellationToken);
        await client.WriteAsync(early, cancellationToken);
        await server.WriteAsync(request.Rest, cancellationToken);
        await Task.WhenAll(PumpAsync(client, server, cancellationToken), PumpAsync(server, client, cancellationToken));
    }

    private async Task ForwardAsync(
        HttpHead request, Uri target, UpstreamProxy? proxy, NetworkStream server, CancellationToken cancellationToken)
    {
        var line = proxy is null ? $"{request.Words[0]} {target.PathAndQuery} {request.Words[2]}" : request.FirstLine;
        await server.WriteAsync(request.ForOneMessage(line, proxy?.AuthorizationLine ?? ""), cancellationToken);
        await server.WriteAsync(request.Rest, cancellationToken);
        var sending = PumpAsync(client, server, cancellationToken); // the rest of the body; Chromium ends it
        var response = await HttpHead.ReadAsync(server, [], cancellationToken);
        while (response.Words is [_, ['1', ..], ..])
        {
            // Chromium does not need interim responses.
            response = await HttpHead.ReadAsync(server, response.Rest, cancellationToken);
        }

        if (response.Words is [_, "407", ..])
        {
            await FailAsync(ProxyFailed, $"The proxy {proxy} responded '{response.FirstLine}'.", cancellationToken);
            return;
        }

        await client.WriteAsync(response.ForOneMessage(response.FirstLine), cancellationToken);
        await client.WriteAsync(response.Rest, cancellationToken);
        await Task.WhenAny(server.CopyToAsync(client, cancellationToken), sending);
    }

    private async Task FailAsync(string status, string reason, CancellationToken cancellationToken)
    {
        var body = Encoding.UTF8.GetBytes(reason);
        var head = $"HTTP/1.1 {status}\r\nContent-Type: text/plain; charset=utf-8\r\n"
            + $"Content-Length: {body.Length}\r\nConnection: close\r\n\r\n";
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

/// <summary>First line and headers of an HTTP/1.1 message, and the part of its body that was read with them.</summary>
/// <param name="FirstLine">Request line or status line.</param>
/// <param name="Headers">Header lines, without line ends.</param>
/// <param name="Rest">Bytes that were read after the headers.</param>
internal sealed record HttpHead(string FirstLine, IReadOnlyList<string> Headers, byte[] Rest)
{
    private const int MaxLength = 256 * 1024;

    // Headers that apply to one connection, not to the message.
    private static readonly string[] ConnectionHeaders =
        ["connection", "proxy-connection", "keep-alive", "proxy-authorization"];

    /// <summary>The words of the first line.</summary>
    public string[] Words => FirstLine.Split(' ', 3);

    /// <summary>Reads the first line and the headers.</summary>
    /// <exception cref="IOException">The connection was closed, or the message is not valid.</exception>
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
            if (count == 0 || read.Length > MaxLength)
            {
                throw new IOException("The connection did not send a valid HTTP message.");
            }

            read.Write(buffer, 0, count);
        }
    }

    /// <summary>The first line and headers as bytes, for a connection that serves this message alone.</summary>
    /// <param name="firstLine">The first line.</param>
    /// <param name="extra">Further header lines, each with its line end.</param>
    public byte[] ForOneMessage(string firstLine, string extra = "")
    {
        var kept = Headers.Where(line => !ConnectionHeaders.Contains(line.Split(':')[0].Trim().ToLowerInvariant()));
        var lines = string.Join("\r\n", kept.Prepend(firstLine));
        return Encoding.Latin1.GetBytes($"{lines}\r\n{extra}Connection: close\r\n\r\n");
    }
}
