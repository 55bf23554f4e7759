using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace AgentCore.Emulator.Browser.Features.Proxies;

/// <summary>
/// The one proxy that a session's Chromium knows. It passes everything on by the session's routes and signs in to the
/// caller's proxies. Chromium itself can do neither without a gap: a PAC script that fails means no proxy, and a sign-in
/// would have to go through the same DevTools domain that clients use.
/// </summary>
internal sealed class ProxyServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _over = new();
    private readonly ProxyRoutes _routes;
    private readonly Task _serving;

    /// <summary>Begins to serve.</summary>
    public ProxyServer(ProxyRoutes routes)
    {
        _routes = routes;
        _listener.Start();
        _serving = ServeAsync();
    }

    /// <summary>What makes Chromium send everything here, loopback too, and nothing past it.</summary>
    public IReadOnlyList<string> ChromiumArguments =>
    [
        $"--proxy-server=http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}",
        "--proxy-bypass-list=<-loopback>",
        "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1", // names are resolved behind the proxy, never beside it
        "--webrtc-ip-handling-policy=disable_non_proxied_udp",
    ];

    /// <summary>Stops, and ends what is under way.</summary>
    public async ValueTask DisposeAsync()
    {
        await _over.CancelAsync();
        _listener.Stop();
        await _serving;
        _over.Dispose();
    }

    private async Task ServeAsync()
    {
        try
        {
            while (true)
            {
                var client = await _listener.AcceptTcpClientAsync(_over.Token);
                _ = ServeOneAsync(client, _over.Token);
            }
        }
        catch (Exception error) when (error is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // The session is over.
        }
    }

    private async Task ServeOneAsync(TcpClient client, CancellationToken cancellationToken)
    {
        using (client)
        {
            try
            {
                if (LoopbackPeer.IsOurUser(client.Client))
                {
                    await new ProxyExchange(client.GetStream(), _routes).RunAsync(cancellationToken);
                }
            }
            catch (Exception error) when (error is IOException or SocketException or OperationCanceledException or ObjectDisposedException)
            {
                // One of the two sides has gone; the other hears of it by the close.
            }
        }
    }
}

/// <summary>Who is at the other end of a connection on loopback.</summary>
internal static class LoopbackPeer
{
    private const int LocalColumn = 1;
    private const int RemoteColumn = 2;
    private const int UserColumn = 7;

    /// <summary>
    /// Whether it is a process of our own user, as far as the system tells: another user must not use a proxy with the
    /// session's credentials.
    /// </summary>
    public static bool IsOurUser(Socket socket)
    {
        if (!OperatingSystem.IsLinux())
        {
            return true;
        }

        var (ours, theirs) = (Column((IPEndPoint)socket.LocalEndPoint!), Column((IPEndPoint)socket.RemoteEndPoint!));
        var rows = File.ReadLines("/proc/net/tcp")
            .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .ToArray();
        return UserOf(rows, ours, theirs) is { } user && UserOf(rows, theirs, ours) == user;
    }

    private static string? UserOf(string[][] rows, string local, string remote) =>
        rows.FirstOrDefault(row => row[LocalColumn] == local && row[RemoteColumn] == remote)?[UserColumn];

    // Such as 0100007F:1F90, the address in the machine's byte order.
    private static string Column(IPEndPoint end) => string.Create(
        CultureInfo.InvariantCulture,
        $"{BitConverter.ToUInt32(end.Address.GetAddressBytes()):X8}:{end.Port:X4}");
}
