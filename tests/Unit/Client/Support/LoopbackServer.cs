using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Tests.Client.Support;

/// <summary>What a server does with the n-th request (from 0), byte by byte if it likes.</summary>
internal delegate Task Script(LoopbackConnection connection, int number, CancellationToken cancellationToken);

/// <summary>
/// A real server on a real socket that responds to each request by script, and counts what it received.
/// </summary>
internal sealed class LoopbackServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentBag<Task> _connections = [];
    private readonly ConcurrentQueue<ReceivedRequest> _received = new();
    private readonly Script _script;
    private readonly Task _accepting;
    private int _count = -1;

    public LoopbackServer(Script script)
    {
        _script = script;
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public string Url => $"http://{_listener.LocalEndpoint}";

    public IReadOnlyList<ReceivedRequest> Received => [.. _received];

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Stop();
        await _accepting;
        await Task.WhenAll(_connections);
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                _connections.Add(ServeAsync(await _listener.AcceptTcpClientAsync(_stop.Token)));
            }
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or InvalidOperationException)
        {
            // The test is over.
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using var connection = new LoopbackConnection(client);
        try
        {
            while (!connection.IsClosed && await connection.ReadRequestAsync(_stop.Token) is { } request)
            {
                _received.Enqueue(request);
                await _script(connection, Interlocked.Increment(ref _count), _stop.Token);
            }
        }
        catch (Exception e)
            when (e is OperationCanceledException or IOException or ObjectDisposedException or SocketException)
        {
            // The client, or the test, went away.
        }
    }
}

/// <summary>A request as it arrived.</summary>
internal sealed record ReceivedRequest(string Head, byte[] Body)
{
    public string BodyText => Encoding.UTF8.GetString(Body);
}
