// What differs between the frameworks and PolySharp does not cover.
using Amazon.Runtime;

namespace AgentCore.Client.Runtime.Transport;

internal static class FrameworkGaps
{
#if NET
    public static void SetConnectTimeout(ClientConfig config, TimeSpan timeout) => config.ConnectTimeout = timeout;
#else
    // HttpClientHandler has no timeout for connecting; the timeouts of a whole call hold instead.
    public static void SetConnectTimeout(ClientConfig config, TimeSpan timeout) => _ = (config, timeout);

    public static Task<int> ReadAsync(this Stream stream, Memory<byte> buffer, CancellationToken cancellationToken)
    {
        System.Runtime.InteropServices.MemoryMarshal.TryGetArray<byte>(buffer, out var array);
        return stream.ReadAsync(array.Array!, array.Offset, array.Count, cancellationToken);
    }
#endif
}
