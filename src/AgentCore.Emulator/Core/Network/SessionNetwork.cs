using System.Net;
using System.Net.Sockets;
using AgentCore.Emulator.Core.Walls;

namespace AgentCore.Emulator.Core.Network;

/// <summary>
/// The way to the network of one session: a proxy that its programs reach at 127.0.0.1, in the network namespace of
/// their sandbox, and nobody else does. A launcher in the sandbox makes the listener and hands it to the emulator,
/// which takes the connections itself.
/// </summary>
internal sealed class SessionNetwork : IAsyncDisposable
{
    /// <summary>Place of the socket in the sandbox at which the launcher hands over the listener.</summary>
    public const string SocketInSandbox = "/run/agentcore/network.sock";

    /// <summary>Address of the proxy in a sandbox.</summary>
    public const string AddressInSandbox = "http://127.0.0.1:3128"; // as in network.py

    private const int MostConnections = 256;
    private static readonly TimeSpan LaunchTimeout = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan RetryDelay = TimeSpan.FromMilliseconds(200);

    private readonly NetworkGate _gate;
    private readonly Func<NetworkTarget, UpstreamProxy?> _route;
    private readonly ILogger _log;
    private readonly CancellationTokenSource _stopping = new();
    private readonly SemaphoreSlim _free = new(MostConnections);
    private readonly string? _socketPath;
    private readonly Task _serving;
    private int _disposed;

    private SessionNetwork(
        NetworkGate gate,
        Func<NetworkTarget, UpstreamProxy?> route,
        ILogger log,
        string address,
        string? socketPath,
        Func<CancellationToken, Task<Socket>> listen)
    {
        (_gate, _route, _log, _socketPath) = (gate, route, log, socketPath);
        Address = address;
        _serving = ServeAsync(listen);
    }

    /// <summary>Address of the proxy, as the session's programs use it.</summary>
    public string Address { get; }

    /// <summary>The words of bubblewrap that make the launcher's socket available; none without a sandbox.</summary>
    public IReadOnlyList<string> Binds => _socketPath is null
        ? []
        : [.. Bwrap.Parents(SocketInSandbox), .. Bwrap.ReadOnly(_socketPath, SocketInSandbox)];

    /// <summary>
    /// Opens the way for a program in a network namespace of its own, which <see cref="Launch"/> starts.
    /// </summary>
    /// <param name="folder">The session's folder.</param>
    /// <param name="gate">Opens the connections to hosts.</param>
    /// <param name="route">The proxy for a target; null for a direct connection.</param>
    /// <param name="log">Receives a warning when the launcher does not connect.</param>
    /// <exception cref="StorageException">The folder cannot be written.</exception>
    public static SessionNetwork Open(
        string folder, NetworkGate gate, Func<NetworkTarget, UpstreamProxy?> route, ILogger log)
    {
        if (!OperatingSystem.IsLinux())
        {
            throw new PlatformNotSupportedException("Network namespaces exist on Linux only.");
        }

        var receiver = new DescriptorReceiver(folder);
        return new(gate, route, log, AddressInSandbox, receiver.SocketPath, async cancellationToken =>
        {
            using (receiver)
            using (var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken))
            {
                limit.CancelAfter(LaunchTimeout);
                return await receiver.ReceiveAsync(limit.Token);
            }
        });
    }

    /// <summary>Opens the way where no sandbox is available: every process of this machine can use it.</summary>
    /// <param name="gate">Opens the connections to hosts.</param>
    /// <param name="route">The proxy for a target; null for a direct connection.</param>
    /// <param name="log">Receives warnings.</param>
    public static SessionNetwork OpenOnLoopback(
        NetworkGate gate, Func<NetworkTarget, UpstreamProxy?> route, ILogger log)
    {
        var listener = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        listener.Listen();
        var port = ((IPEndPoint)listener.LocalEndPoint!).Port;
        return new(gate, route, log, $"http://127.0.0.1:{port}", null, _ => Task.FromResult(listener));
    }

    /// <summary>The words that start a program in the sandbox, after the launcher has done its work.</summary>
    /// <param name="python">Path of Python in the sandbox.</param>
    /// <param name="command">The program and its arguments.</param>
    public IReadOnlyList<string> Launch(string python, IReadOnlyList<string> command) => _socketPath is null
        ? command
        : [python, "-I", "-S", "-B", "-c", Launcher(), SocketInSandbox, .. command];

    /// <summary>Closes the listener and every connection.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, 1) == 0)
        {
            await _stopping.CancelAsync();
            await _serving;
            for (var i = 0; i < MostConnections; i++)
            {
                await _free.WaitAsync(); // until the last one is closed
            }

            _stopping.Dispose();
        }
    }

    private static string Launcher() => EmbeddedFile.ReadText("guest/agentcore_guest/network.py");

    private async Task ServeAsync(Func<CancellationToken, Task<Socket>> listen)
    {
        try
        {
            using var listener = await listen(_stopping.Token);
            while (true)
            {
                await _free.WaitAsync(_stopping.Token);
                _ = ServeOneAsync(await AcceptAsync(listener));
            }
        }
        catch (OperationCanceledException) when (_stopping.IsCancellationRequested)
        {
            // The session has ended.
        }
        catch (Exception error) when (error is OperationCanceledException or SocketException or IOException)
        {
            // The program in the sandbox waits for this and reports it, if it still runs.
            _log.LogWarning(
                "A session has no network: its launcher did not hand over a listener ({Reason})", error.Message);
        }
    }

    private async Task<Socket> AcceptAsync(Socket listener)
    {
        try
        {
            while (true)
            {
                try
                {
                    return await listener.AcceptAsync(_stopping.Token);
                }
                catch (SocketException)
                {
                    // A client that is gone already, or no free descriptor, for which it must not busy the processor.
                    await Task.Delay(RetryDelay, _stopping.Token);
                }
            }
        }
        catch (OperationCanceledException)
        {
            _free.Release();
            throw;
        }
    }

    private async Task ServeOneAsync(Socket client)
    {
        try
        {
            client.NoDelay = true;
            await using var stream = new NetworkStream(client, ownsSocket: true);
            await new ProxyExchange(stream, _gate, _route).RunAsync(_stopping.Token);
        }
        catch (Exception error) when (
            error is IOException or SocketException or OperationCanceledException or ObjectDisposedException)
        {
            // One of the two sides has closed its connection; disposing closes the other.
        }
        finally
        {
            client.Dispose();
            _free.Release();
        }
    }
}
