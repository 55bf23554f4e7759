using System.Net;

namespace AgentCore.Emulator.Browser.Features.Proxies;

/// <summary>
/// Which way a host is reached: what is bypassed directly; else through the first proxy that names its domain; else
/// through the first proxy that names no domains. A loopback address is proxied only where a proxy names it, since it
/// means this machine and not the proxy's.
/// </summary>
internal sealed class ProxyRoutes(IReadOnlyList<UpstreamProxy> proxies, IReadOnlyList<string> bypass)
{
    /// <summary>The proxy for a host; null for none.</summary>
    public UpstreamProxy? For(string host)
    {
        host = host.TrimEnd('.');
        if (bypass.Any(pattern => Fits(pattern, host)))
        {
            return null;
        }

        return proxies.FirstOrDefault(proxy => proxy.Domains?.Any(pattern => Fits(pattern, host)) == true)
            ?? (IsLoopback(host) ? null : proxies.FirstOrDefault(proxy => proxy.Domains is null));
    }

    // ".example.com" means every subdomain, "example.com" that host alone.
    private static bool Fits(string pattern, string host) => pattern.StartsWith('.')
        ? host.EndsWith(pattern, StringComparison.OrdinalIgnoreCase)
        : host.Equals(pattern, StringComparison.OrdinalIgnoreCase);

    private static bool IsLoopback(string host) =>
        host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
        || host.EndsWith(".localhost", StringComparison.OrdinalIgnoreCase)
        || (IPAddress.TryParse(host, out var address) && IPAddress.IsLoopback(address));
}
