using System.Globalization;
using System.Net;
using System.Net.Sockets;
using AgentCore.Emulator.Browser.Chromium;
using AgentCore.Emulator.Browser.Session;
using AgentCore.Emulator.Http;
using AgentCore.Emulator.Resources;

namespace AgentCore.Emulator.Browser.Features.Proxies;

/// <summary>
/// The one proxy that a session's Chromium uses, if the session has proxies. It forwards everything along the session's
/// routes and authenticates with the proxies of the request. Chromium itself can do neither without a gap: a PAC script
/// that fails means a direct connection, and authentication would have to use the DevTools domain that clients use.
/// </summary>
/// <param name="secrets">Stands in for Secrets Manager, where the credentials are.</param>
internal sealed class ProxyServer(LocalSecrets secrets) : IBrowserFeature
{
    private readonly CancellationTokenSource _stopping = new();
    private TcpListener? _listener;
    private Task? _serving;

    /// <summary>Starts to listen, if the request has proxies.</summary>
    /// <exception cref="ServiceException">The secret of a proxy does not exist, or has the wrong content.</exception>
    public Task PrepareAsync(SessionStart start)
    {
        var configuration = start.Request.ProxyConfiguration;
        var proxies = (configuration?.Proxies ?? []).Select((proxy, index) => UpstreamProxy.Create(
            proxy.ExternalProxy!, $"proxyConfiguration.proxies[{index}].externalProxy", secrets)).ToArray();
        if (proxies.Length > 0)
        {
            _listener = new TcpListener(IPAddress.Loopback, 0);
            _listener.Start();
            _serving = ServeAsync(_listener, new(proxies, configuration?.Bypass?.DomainPatterns ?? []));
        }

        return Task.CompletedTask;
    }

    /// <summary>Makes Chromium send everything here, loopback too, and nothing past it.</summary>
    public ChromiumSpec Configure(ChromiumSpec spec) => _listener is null ? spec : spec with
    {
        ExtraArguments =
        [
            .. spec.ExtraArguments,
            $"--proxy-server=http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}",
            "--proxy-bypass-list=<-loopback>",
            "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1", // only the proxies resolve names
            "--webrtc-ip-handling-policy=disable_non_proxied_udp",
        ],
    };

    /// <summary>Stops, and closes the open connections.</summary>
    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        _listener?.Stop();
        await (_serving ?? Task.CompletedTask);
        _stopping.Dispose();
        (_listener, _serving) = (null, null);
    }

    private async Task ServeAsync(TcpListener listener, ProxyRoutes routes)
    {
        try
        {
            while (true)
            {
                var client = await listener.AcceptTcpClientAsync(_stopping.Token);
                _ = ServeOneAsync(client, routes, _stopping.Token);
            }
        }
        catch (Exception error) when (error is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // The session has ended.
        }
    }

    private static async Task ServeOneAsync(TcpClient client, ProxyRoutes routes, CancellationToken cancellationToken)
    {
        using (client)
        {
            try
            {
                if (LoopbackPeer.IsOurUser(client.Client))
                {
                    await new ProxyExchange(client.GetStream(), routes).RunAsync(cancellationToken);
                }
            }
            catch (Exception error) when (
                error is IOException or SocketException or OperationCanceledException or ObjectDisposedException)
            {
                // One of the two sides has closed its connection; disposing closes the other.
            }
        }
    }
}

/// <summary>Identifies the user at the other end of a loopback connection.</summary>
internal static class LoopbackPeer
{
    private const int LocalColumn = 1;
    private const int RemoteColumn = 2;
    private const int UserColumn = 7;

    /// <summary>
    /// Whether the connection comes from a process of our own user, where the system can tell: another user must not
    /// use a proxy with the session's credentials.
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
