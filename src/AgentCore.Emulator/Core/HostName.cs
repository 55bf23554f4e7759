using System.Diagnostics.CodeAnalysis;
using System.Net;

namespace AgentCore.Emulator.Core;

/// <summary>
/// Names of hosts, as Host headers have them: without a port, in any case, perhaps with a dot at the end.
/// </summary>
internal static class HostName
{
    /// <summary>The form in which names are compared; null when the text is neither a name nor an address.</summary>
    /// <param name="text">A DNS name, an IPv4 address, or an IPv6 address with or without brackets.</param>
    public static string? Normalize(string text)
    {
        var name = text is [.. var start, '.'] && start.Length > 0 ? start : text;
        var isAddress = name is ['[', .., ']'];
        return Uri.CheckHostName(isAddress ? name[1..^1] : name) switch
        {
            UriHostNameType.IPv6 => $"[{IPAddress.Parse(isAddress ? name[1..^1] : name)}]",
            UriHostNameType.IPv4 when !isAddress => name,
            UriHostNameType.Dns when !isAddress && name.All(char.IsAscii) => name.ToLowerInvariant(),
            _ => null,
        };
    }

    /// <summary>Whether this machine alone can be meant, whatever a DNS server says.</summary>
    /// <param name="name">A name of <see cref="Normalize"/>.</param>
    public static bool IsLoopback([NotNullWhen(true)] string? name) =>
        name == "localhost" || (IPAddress.TryParse(name, out var address) && IPAddress.IsLoopback(address));
}
