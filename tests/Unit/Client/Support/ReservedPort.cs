using System.Net;
using System.Net.Sockets;

namespace Tests.Client.Support;

/// <summary>A port that is taken but refuses connections until <see cref="Listen"/>.</summary>
internal sealed class ReservedPort : IDisposable
{
    private readonly Socket _socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
    private readonly TaskCompletionSource _listening = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public ReservedPort()
    {
        _socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
    }

    public string Url => $"http://{_socket.LocalEndPoint}";

    public void Listen()
    {
        _socket.Listen();
        _listening.SetResult();
    }

    /// <summary>
    /// Listens without accepting, with no room left in the queue: further connections get no response.
    /// </summary>
    public IDisposable ListenWithFullQueue()
    {
        _socket.Listen(0);
        var waiting = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        waiting.Connect(_socket.LocalEndPoint!);
        return waiting;
    }

    /// <summary>Responds to the first request that comes.</summary>
    public async Task RespondOnceAsync(string json)
    {
        await _listening.Task;
        using var client = new TcpClient { Client = await _socket.AcceptAsync() };
        using var connection = new LoopbackConnection(client);
        await connection.ReadRequestAsync(CancellationToken.None);
        await connection.RespondAsync(200, json, CancellationToken.None);
    }

    public void Dispose() => _socket.Dispose();
}
