using System.Net;
using System.Net.Sockets;

namespace AgentCore.Client.Runtime.Transport;

/// <summary>Tells failures that came before the first byte of a request left this machine.</summary>
internal static class ConnectFailure
{
    /// <summary>True only where it is certain; in doubt the request counts as sent.</summary>
    public static bool IsCauseOf(Exception exception)
    {
        for (var e = exception; e is not null; e = e.InnerException)
        {
            if (e is SocketException socket && IsConnectFailure(socket.SocketErrorCode))
            {
                return true;
            }

            if (e is WebException web && IsConnectFailure(web.Status))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsConnectFailure(SocketError error) => error
        is SocketError.ConnectionRefused
        or SocketError.HostNotFound
        or SocketError.TryAgain
        or SocketError.NoData
        or SocketError.HostUnreachable
        or SocketError.NetworkUnreachable;

    private static bool IsConnectFailure(WebExceptionStatus status) => status
        is WebExceptionStatus.ConnectFailure
        or WebExceptionStatus.NameResolutionFailure
        or WebExceptionStatus.ProxyNameResolutionFailure;
}
