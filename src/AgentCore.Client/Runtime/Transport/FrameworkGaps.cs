// What differs between the frameworks and PolySharp does not cover.
using System.Net;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using Amazon.Runtime;

namespace AgentCore.Client.Runtime.Transport;

internal static class FrameworkGaps
{
#if NET
    public static void SetConnectTimeout(ClientConfig config, TimeSpan timeout) => config.ConnectTimeout = timeout;

    public static HttpMessageHandler CreateHandler(
        IWebProxy? proxy,
        Func<X509Certificate?, SslPolicyErrors, bool> trusts,
        TimeSpan connectTimeout,
        int? maxConnections) =>
        new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            Proxy = proxy,
            ConnectTimeout = connectTimeout,
            MaxConnectionsPerServer = maxConnections ?? int.MaxValue,
            SslOptions =
            {
                RemoteCertificateValidationCallback = (_, certificate, _, errors) => trusts(certificate, errors),
            },
        };
#else
    // HttpClientHandler has no timeout for connecting; the timeouts of a whole call hold instead.
    public static void SetConnectTimeout(ClientConfig config, TimeSpan timeout) => _ = (config, timeout);

    public static HttpMessageHandler CreateHandler(
        IWebProxy? proxy,
        Func<X509Certificate?, SslPolicyErrors, bool> trusts,
        TimeSpan connectTimeout,
        int? maxConnections)
    {
        _ = connectTimeout;
        var handler = new HttpClientHandler
        {
            AllowAutoRedirect = false,
            MaxConnectionsPerServer = maxConnections ?? int.MaxValue,
            ServerCertificateCustomValidationCallback = (_, certificate, _, errors) => trusts(certificate, errors),
        };
        if (proxy is not null)
        {
            handler.Proxy = proxy;
        }

        return handler;
    }

    public static Task<int> ReadAsync(this Stream stream, Memory<byte> buffer, CancellationToken cancellationToken)
    {
        System.Runtime.InteropServices.MemoryMarshal.TryGetArray<byte>(buffer, out var array);
        return stream.ReadAsync(array.Array!, array.Offset, array.Count, cancellationToken);
    }
#endif
}
