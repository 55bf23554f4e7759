using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace AgentCore.Emulator.Core.Network;

/// <summary>Where a request to the proxy of a session leads.</summary>
/// <param name="Host">Host name in ASCII, or an address, without brackets.</param>
/// <param name="Port">Port, 1 to 65535.</param>
/// <param name="IsTunnel">Whether the client opens a tunnel, as for HTTPS and WebSockets.</param>
/// <param name="PathAndQuery">What is requested of the host; empty for a tunnel.</param>
internal sealed record NetworkTarget(string Host, int Port, bool IsTunnel, string PathAndQuery)
{
    private const int HttpPort = 80;
    private const int LongestHost = 255;
    private const string Scheme = "http://";
    private const string HostOfSandbox = "host.docker.internal";

    /// <summary>The address that the host is; null when it is a name.</summary>
    public IPAddress? Address => IPAddress.TryParse(Host, out var address) ? address : null;

    /// <summary>Whether the host is a name that means this machine.</summary>
    public bool IsLocalhost => IsLocalhostName(Host);

    /// <summary>Host and port.</summary>
    public string HostAndPort => Host.Contains(':', StringComparison.Ordinal) ? $"[{Host}]:{Port}" : $"{Host}:{Port}";

    /// <summary>Host, and port where it is not that of plain HTTP, as a URL has them.</summary>
    public string Authority => Port == HttpPort ? HostAndPort[..HostAndPort.LastIndexOf(':')] : HostAndPort;

    /// <summary>
    /// Whether a name means this machine: those of RFC 6761, which programs take for their own sandbox, and the one by
    /// which containers know their host.
    /// </summary>
    public static bool IsLocalhostName(string host)
    {
        var name = host.TrimEnd('.');
        return name.Equals("localhost", StringComparison.OrdinalIgnoreCase)
            || name.Equals(HostOfSandbox, StringComparison.OrdinalIgnoreCase)
            || name.EndsWith(".localhost", StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>
    /// Reads the target of a request. It is read here and written anew for the next proxy, so that no two programs can
    /// understand one target in two ways.
    /// </summary>
    /// <param name="method">Method of the request.</param>
    /// <param name="text">Its target: host and port for CONNECT, else an absolute address.</param>
    /// <returns>The target; null when it is not one.</returns>
    public static NetworkTarget? Parse(string method, string text)
    {
        var isTunnel = method == "CONNECT";
        if (!isTunnel && !text.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        var rest = isTunnel ? text : text[Scheme.Length..];
        var end = rest.AsSpan().IndexOfAny('/', '?', '#');
        end = end < 0 ? rest.Length : end;
        if ((isTunnel && end < rest.Length)
            || !TryReadAuthority(rest[..end], isTunnel ? 0 : HttpPort, out var host, out var port))
        {
            return null;
        }

        var path = rest[end..].Split('#')[0];
        return new(host, port, isTunnel, isTunnel || path.StartsWith('/') ? path : "/" + path);
    }

    private static bool TryReadAuthority(
        string text, int defaultPort, [NotNullWhen(true)] out string? host, out int port)
    {
        (host, port) = (null, defaultPort);
        var colon = text.LastIndexOf(':');
        var hasPort = colon > text.LastIndexOf(']');
        var name = hasPort ? text[..colon] : text;
        if (hasPort && !int.TryParse(text[(colon + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out port))
        {
            return false;
        }

        var isAddress = name.StartsWith('[') && name.EndsWith(']');
        host = isAddress ? name[1..^1] : name;
        return port is > 0 and <= IPEndPoint.MaxPort
            && host.Length is > 0 and <= LongestHost
            && (isAddress ? IsAddress(host) : IsName(host));
    }

    private static bool IsAddress(string host) =>
        IPAddress.TryParse(host, out var address) && address.AddressFamily == AddressFamily.InterNetworkV6;

    private static bool IsName(string host) =>
        host.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '.' or '-' or '_');
}
