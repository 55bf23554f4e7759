using System.Net.Sockets;
using System.Text;

namespace AgentCore.Emulator.Core.Network;

/// <summary>
/// One connection to the proxy of a session: a tunnel, or one request in plain HTTP. It serves one request only, since
/// the next may have a host with another route.
/// </summary>
/// <param name="client">The connection.</param>
/// <param name="gate">Opens the connections to hosts.</param>
/// <param name="route">The proxy for a target; null for a direct connection.</param>
internal sealed class ProxyExchange(
    NetworkStream client, NetworkGate gate, Func<NetworkTarget, UpstreamProxy?> route)
{
    private static readonly TimeSpan HeadTimeout = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan ResponseTimeout = TimeSpan.FromMinutes(15);

    /// <summary>Serves the connection until either side closes it.</summary>
    /// <exception cref="IOException">A connection was closed.</exception>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var request = await ReadHeadAsync(client, [], HeadTimeout, cancellationToken);
        try
        {
            await ServeAsync(request, cancellationToken);
        }
        catch (NetworkException error)
        {
            await FailAsync(error, cancellationToken);
        }
    }

    private static NetworkException BadRequest(string message) => new("400 Bad Request", message);

    private async Task ServeAsync(HttpHead request, CancellationToken cancellationToken)
    {
        if (request.Words is not [var method, var text, "HTTP/1.1" or "HTTP/1.0"]
            || NetworkTarget.Parse(method, text) is not { } target)
        {
            throw BadRequest("This server is a proxy. Send CONNECT, or a request with an absolute http address.");
        }

        if (!target.IsTunnel && !request.IsPlain)
        {
            throw BadRequest("A header is not valid, or the length of the request's body is not clear.");
        }

        var proxy = route(target);
        using var socket = await ConnectAsync(target, proxy, cancellationToken);
        await using var server = new NetworkStream(socket, ownsSocket: false);
        await (target.IsTunnel
            ? TunnelAsync(request, target, proxy, server, cancellationToken)
            : ForwardAsync(request, target, proxy, server, cancellationToken));
    }

    // A response of ours to a plain request would look like one of the site.
    private async Task<Socket> ConnectAsync(
        NetworkTarget target, UpstreamProxy? proxy, CancellationToken cancellationToken)
    {
        try
        {
            return await gate.ConnectAsync(target, proxy, cancellationToken);
        }
        catch (NetworkException error) when (error.IsOfPeer && proxy is null && !target.IsTunnel)
        {
            throw new IOException(error.Message, error);
        }
    }

    private async Task TunnelAsync(
        HttpHead request,
        NetworkTarget target,
        UpstreamProxy? proxy,
        NetworkStream server,
        CancellationToken cancellationToken)
    {
        var early = Array.Empty<byte>();
        if (proxy is not null)
        {
            var host = target.HostAndPort;
            var connect = $"CONNECT {host} HTTP/1.1\r\nHost: {host}\r\n{proxy.AuthorizationLine}\r\n";
            await server.WriteAsync(Encoding.Latin1.GetBytes(connect), cancellationToken);
            var response = await ReadResponseAsync(server, [], proxy, HeadTimeout, cancellationToken);
            if (response.Words is not [_, ['2', _, _], ..])
            {
                throw NetworkException.Failed($"The proxy {proxy} responded '{response.FirstLine}'.");
            }

            early = response.Rest;
        }

        await client.WriteAsync("HTTP/1.1 200 Connection established\r\n\r\n"u8.ToArray(), cancellationToken);
        await client.WriteAsync(early, cancellationToken);
        await server.WriteAsync(request.Rest, cancellationToken);
        await Task.WhenAll(PumpAsync(client, server, cancellationToken), PumpAsync(server, client, cancellationToken));
    }

    private async Task ForwardAsync(
        HttpHead request,
        NetworkTarget target,
        UpstreamProxy? proxy,
        NetworkStream server,
        CancellationToken cancellationToken)
    {
        var path = proxy is null ? target.PathAndQuery : $"http://{target.Authority}{target.PathAndQuery}";
        var peer = proxy is null ? target.HostAndPort : $"The proxy {proxy}";
        var head = request.ForOneMessage(
            $"{request.Words[0]} {path} HTTP/1.1",
            ["host"],
            $"Host: {target.Authority}\r\n{proxy?.AuthorizationLine}");
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        await server.WriteAsync(head, cancellationToken);
        var sending = SendBodyAsync(request, server, ended);
        try
        {
            var response = await ReadResponseAsync(server, [], proxy, ResponseTimeout, ended.Token);
            while (response.Words is [_, ['1', ..], ..])
            {
                // Such as 100 Continue, without which a client may not send its body.
                await client.WriteAsync(Encoding.Latin1.GetBytes($"{response.FirstLine}\r\n\r\n"), ended.Token);
                response = await ReadResponseAsync(server, response.Rest, proxy, ResponseTimeout, ended.Token);
            }

            if (response.Words is [_, "407", ..])
            {
                throw NetworkException.Failed($"{peer} responded '{response.FirstLine}'.");
            }

            await client.WriteAsync(response.ForOneMessage(response.FirstLine), ended.Token);
            await client.WriteAsync(response.Rest, ended.Token);
            await server.CopyToAsync(client, ended.Token);
        }
        finally
        {
            await ended.CancelAsync();
            await sending;
        }
    }

    // Sends the body and nothing behind it: a second request would reach the next proxy unchecked. Then it waits for
    // the client to go away, which ends the exchange.
    private async Task SendBodyAsync(HttpHead request, NetworkStream server, CancellationTokenSource ended)
    {
        var body = new RequestBody(client, request.Rest);
        try
        {
            await body.CopyAsync(request, server, ended.Token);
        }
        catch (Exception error) when (error is IOException or OperationCanceledException)
        {
            // The server may respond before it has the whole body; a client that is gone is noticed below.
        }

        try
        {
            await body.DiscardAsync(ended.Token);
        }
        catch (Exception error) when (error is IOException or OperationCanceledException)
        {
            // The client has broken its connection off.
        }

        await ended.CancelAsync();
    }

    // A site that hangs up does so for the client, too: a response of ours would look like one of the site.
    private static async Task<HttpHead> ReadResponseAsync(
        NetworkStream server,
        byte[] before,
        UpstreamProxy? proxy,
        TimeSpan timeout,
        CancellationToken cancellationToken)
    {
        try
        {
            return await ReadHeadAsync(server, before, timeout, cancellationToken);
        }
        catch (IOException error) when (proxy is not null)
        {
            throw NetworkException.Failed($"The proxy {proxy} did not respond: {error.Message}", error);
        }
    }

    private static async Task<HttpHead> ReadHeadAsync(
        NetworkStream stream, byte[] before, TimeSpan timeout, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(timeout);
        try
        {
            return await HttpHead.ReadAsync(stream, before, limit.Token);
        }
        catch (OperationCanceledException error) when (!cancellationToken.IsCancellationRequested)
        {
            throw new IOException($"Nothing was received within {timeout.TotalSeconds} seconds.", error);
        }
    }

    // Many clients show of a failed tunnel the status line alone.
    private async Task FailAsync(NetworkException error, CancellationToken cancellationToken)
    {
        var body = Encoding.UTF8.GetBytes(error.Message);
        var shown = new string([.. error.Message.Select(letter => char.IsBetween(letter, ' ', '~') ? letter : '?')]);
        var head = $"HTTP/1.1 {error.Status}: {shown}\r\nContent-Type: text/plain; charset=utf-8\r\n"
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
