using System.Net.Sockets;
using System.Text;

namespace Benchmarks.Floor;

/// <summary>
/// Asks for pages of sessions as fast as they come, over connections of its own: the same signed bytes again and again,
/// so that next to nothing of the machine goes to the client.
/// </summary>
internal sealed class ListLoad
{
    private readonly byte[] _request;
    private readonly List<NetworkStream> _connections = [];

    private ListLoad(byte[] request) => _request = request;

    /// <summary>Opens the connections.</summary>
    public static async Task<ListLoad> ConnectAsync(ServiceClient client, int connections)
    {
        using var message = client.ListRequest(token: null);
        var body = await message.Content!.ReadAsStringAsync();
        var head = new StringBuilder($"POST {message.RequestUri!.PathAndQuery} HTTP/1.1\r\n");
        head.Append($"Host: {message.RequestUri.Authority}\r\n");
        foreach (var header in message.Headers.NonValidated)
        {
            head.Append($"{header.Key}: {header.Value}\r\n");
        }

        head.Append($"Content-Type: application/json\r\nContent-Length: {body.Length}\r\n\r\n{body}");
        var load = new ListLoad(Encoding.ASCII.GetBytes(head.ToString()));
        for (var count = 0; count < connections; count++)
        {
            var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            await socket.ConnectAsync(client.Endpoint.Host, client.Endpoint.Port);
            load._connections.Add(new NetworkStream(socket, ownsSocket: true));
        }

        return load;
    }

    /// <summary>Sends so many requests in all, and closes the connections.</summary>
    public async Task<object?> RunAsync(int requests)
    {
        var left = requests;
        await Task.WhenAll(_connections.Select(async connection =>
        {
            await using (connection)
            {
                var buffer = new byte[64 * 1024];
                while (Interlocked.Decrement(ref left) >= 0)
                {
                    await connection.WriteAsync(_request);
                    await ReadResponseAsync(connection, buffer);
                }
            }
        }));
        return requests;
    }

    // The response has one chunk or a length; both end where the JSON ends.
    private static async Task ReadResponseAsync(NetworkStream connection, byte[] buffer)
    {
        var end = 0;
        while (true)
        {
            var count = await connection.ReadAsync(buffer.AsMemory(end));
            end += count;
            var read = Encoding.ASCII.GetString(buffer, 0, end);
            if (count == 0 || !read.StartsWith("HTTP/1.1 200", StringComparison.Ordinal))
            {
                throw new InvalidOperationException($"The emulator responded: {read}");
            }

            if (IsWhole(read))
            {
                return;
            }
        }
    }

    private static bool IsWhole(string response)
    {
        var body = response.IndexOf("\r\n\r\n", StringComparison.Ordinal) + 4;
        const string length = "Content-Length: ";
        var at = response.IndexOf(length, StringComparison.OrdinalIgnoreCase);
        if (body < 4 || at < 0 || at > body)
        {
            return body >= 4 && response.EndsWith("\r\n0\r\n\r\n", StringComparison.Ordinal);
        }

        var digits = response[(at + length.Length)..response.IndexOf("\r\n", at, StringComparison.Ordinal)];
        return response.Length - body >= int.Parse(digits, System.Globalization.CultureInfo.InvariantCulture);
    }
}
