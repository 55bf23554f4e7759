using System.Diagnostics.CodeAnalysis;
using System.Net;
using System.Net.Sockets;

namespace AgentCore.Emulator.Core.Network;

/// <summary>
/// Opens the connections of a session: the one place that resolves a host, checks the address by
/// <see cref="AddressRules"/>, and connects to exactly that address, so that a name cannot change in between.
/// </summary>
/// <param name="address">Where the emulator itself listens.</param>
/// <param name="allowsThisMachine">Whether the session may reach other ports of this machine.</param>
[SuppressMessage("Design", "CA1001", Justification = "A semaphore without a wait handle has nothing to free.")]
internal sealed class NetworkGate(OwnAddress address, bool allowsThisMachine)
{
    private static readonly TimeSpan LookUpTimeout = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan ConnectTimeout = TimeSpan.FromSeconds(30);

    // Each occupies a thread until the system's resolver responds.
    private readonly SemaphoreSlim _lookUps = new(8);

    /// <summary>Connects to a host, or to the proxy that leads to it.</summary>
    /// <exception cref="NetworkException">An address is closed, a name unknown, or nobody responds.</exception>
    public async Task<Socket> ConnectAsync(
        NetworkTarget target, UpstreamProxy? proxy, CancellationToken cancellationToken)
    {
        if (proxy is null)
        {
            var found = await LookUpAsync(target.Host, cancellationToken);
            return await ConnectAsync(target.HostAndPort, Open(found, target.Port), target.Port, cancellationToken);
        }

        var addresses = await LookUpAsync(proxy.Server, cancellationToken);
        var open = Filter(Rules(true), addresses, proxy.Port);
        await CheckBeyondAsync(target, proxy, open, cancellationToken);
        return await ConnectAsync($"The proxy {proxy}", open, proxy.Port, cancellationToken);
    }

    // What a proxy connects to is its own decision, except where it would lead back to this machine.
    private async Task CheckBeyondAsync(
        NetworkTarget target, UpstreamProxy proxy, IPAddress[] addresses, CancellationToken cancellationToken)
    {
        if (target.Address is not null || target.IsLocalhost)
        {
            Open(await LookUpAsync(target.Host, cancellationToken), target.Port);
        }
        else if (proxy.IsOfMachine && addresses.Any(AddressRules.IsLocal))
        {
            IPAddress[] found;
            try
            {
                found = await LookUpAsync(target.Host, cancellationToken);
            }
            catch (NetworkException)
            {
                return; // a name that only the proxy knows
            }

            Open(found, target.Port);
        }
    }

    private AddressRules Rules(bool allows) => new(address.Port, allows, AddressRules.IsLocal);

    private IPAddress[] Open(IPAddress[] found, int port) => Filter(Rules(allowsThisMachine), found, port);

    private static IPAddress[] Filter(AddressRules rules, IPAddress[] found, int port)
    {
        var refusals = found.ToDictionary(one => one, one => rules.Refusal(one, port));
        var open = found.Where(one => refusals[one] is null).ToArray();
        return open.Length > 0 ? open : throw NetworkException.Closed(refusals[found[0]]!);
    }

    private async Task<IPAddress[]> LookUpAsync(string host, CancellationToken cancellationToken)
    {
        if (IPAddress.TryParse(host, out var known))
        {
            return [known];
        }

        if (NetworkTarget.IsLocalhostName(host))
        {
            return [IPAddress.Loopback, IPAddress.IPv6Loopback];
        }

        await _lookUps.WaitAsync(cancellationToken);
        try
        {
            return await ResolveAsync(host).WaitAsync(LookUpTimeout, cancellationToken) is { Length: > 0 } found
                ? [.. found.Distinct()]
                : throw NetworkException.Failed($"{host} has no address.");
        }
        catch (Exception error) when (error is SocketException or ArgumentException)
        {
            throw NetworkException.Failed($"{host} cannot be resolved: {error.Message}.");
        }
        catch (TimeoutException)
        {
            throw NetworkException.Failed($"{host} was not resolved within {LookUpTimeout.TotalSeconds} seconds.");
        }
    }

    // Goes on after a timeout, as the system's resolver does. Threads of the pool would be missing elsewhere.
    private async Task<IPAddress[]> ResolveAsync(string host)
    {
        try
        {
            return await Task.Factory.StartNew(
                () => Dns.GetHostAddresses(host),
                CancellationToken.None,
                TaskCreationOptions.LongRunning,
                TaskScheduler.Default);
        }
        finally
        {
            _lookUps.Release();
        }
    }

    private static async Task<Socket> ConnectAsync(
        string peer, IPAddress[] addresses, int port, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(ConnectTimeout);
        SocketException? last = null;
        foreach (var one in addresses)
        {
            var address = one.IsIPv4MappedToIPv6 ? one.MapToIPv4() : one;
            try
            {
                return await ConnectAsync(new IPEndPoint(address, port), limit.Token);
            }
            catch (SocketException error)
            {
                last = error; // the next address may respond
            }
            catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
            {
                throw NetworkException.Failed(
                    $"{peer} did not respond within {ConnectTimeout.TotalSeconds} seconds.");
            }
        }

        throw NetworkException.Failed($"{peer} cannot be reached: {last!.Message}.");
    }

    private static async Task<Socket> ConnectAsync(IPEndPoint end, CancellationToken cancellationToken)
    {
        var socket = new Socket(end.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            socket.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.KeepAlive, true);
            await socket.ConnectAsync(end, cancellationToken);
            return socket;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}

/// <summary>A session's request cannot be served; the message says why and has no secret.</summary>
/// <param name="status">Status line of the response, such as <c>403 Forbidden</c>.</param>
/// <param name="message">Why, as a sentence.</param>
/// <param name="inner">What caused it.</param>
internal sealed class NetworkException(string status, string message, Exception? inner = null)
    : Exception(message, inner)
{
    /// <summary>Status of the response, such as <c>403 Forbidden</c>.</summary>
    public string Status => status;

    /// <summary>Whether the host or a proxy failed, not a rule of ours.</summary>
    public bool IsOfPeer => status.StartsWith('5');

    /// <summary>A rule closes the address.</summary>
    public static NetworkException Closed(string message) => new("403 Forbidden", message);

    /// <summary>The host, or the proxy before it, failed.</summary>
    public static NetworkException Failed(string message, Exception? inner = null) =>
        new("502 Bad Gateway", message, inner);
}
