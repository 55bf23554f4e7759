using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace AgentCore.Emulator.Browser.Features.Proxies;

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
