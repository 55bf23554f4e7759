using System.Globalization;
using System.Net;
using System.Text;

namespace AgentCore.Emulator.Core.Network;

/// <summary>
/// The proxies that this machine uses, as the environment names them: HTTPS_PROXY, HTTP_PROXY, ALL_PROXY and NO_PROXY,
/// in upper or lower case.
/// </summary>
/// <param name="variable">Reads an environment variable.</param>
internal sealed class HostProxies(Func<string, string?> variable)
{
    /// <summary>Those of the emulator's own environment.</summary>
    public static HostProxies OfMachine { get; } = new(Environment.GetEnvironmentVariable);

    /// <summary>
    /// The proxy for a target; null for a direct connection, which this machine's own addresses always get.
    /// </summary>
    /// <exception cref="NetworkException">The variable does not name a proxy that can be used.</exception>
    public UpstreamProxy? Route(NetworkTarget target)
    {
        if (target.IsLocalhost || (target.Address is { } address && AddressRules.IsLocal(address)) || IsExempt(target))
        {
            return null;
        }

        string[] names = target.IsTunnel ? ["HTTPS_PROXY", "ALL_PROXY"] : ["HTTP_PROXY", "ALL_PROXY"];
        return names.Select(name => (name, Value: Read(name))).FirstOrDefault(one => one.Value is not null) switch
        {
            (_, null) => null,
            var (name, value) => Parse(name, value),
        };
    }

    private string? Read(string name) => new[] { name.ToLowerInvariant(), name }
        .Select(variable)
        .FirstOrDefault(value => !string.IsNullOrWhiteSpace(value));

    // The value may have a password: it is never in a message.
    private static UpstreamProxy Parse(string name, string value)
    {
        var text = value.Contains("://", StringComparison.Ordinal) ? value : $"http://{value}";
        if (!Uri.TryCreate(text, UriKind.Absolute, out var proxy) || proxy.Scheme != Uri.UriSchemeHttp
            || proxy.Host.Length == 0)
        {
            throw NetworkException.Failed(
                $"{name} in the emulator's environment is not the address of an HTTP proxy. "
                + "Use http://proxy.example.com:3128.");
        }

        var user = Encoding.UTF8.GetBytes(Uri.UnescapeDataString(proxy.UserInfo));
        return new(
            proxy.IdnHost,
            proxy.Port,
            user.Length > 0 ? "Basic " + Convert.ToBase64String(user) : null,
            isOfMachine: true);
    }

    private bool IsExempt(NetworkTarget target) => (Read("NO_PROXY") ?? "")
        .Split([',', ' '], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
        .Any(pattern => Matches(pattern, target));

    // A name means its subdomains too, as curl and Python read it; an address may have a prefix length.
    private static bool Matches(string pattern, NetworkTarget target)
    {
        if (pattern == "*")
        {
            return true;
        }

        if (target.Address is { } address)
        {
            pattern = pattern.Trim('[', ']');
            return (IPAddress.TryParse(pattern, out var one) && one.Equals(address))
                || (IPNetwork.TryParse(pattern, out var network) && network.Contains(address));
        }

        var colon = pattern.LastIndexOf(':');
        if (colon > 0)
        {
            if (pattern[(colon + 1)..] != target.Port.ToString(CultureInfo.InvariantCulture))
            {
                return false;
            }

            pattern = pattern[..colon];
        }

        var name = pattern.TrimStart('*').Trim('.');
        var host = target.Host.TrimEnd('.');
        return name.Length > 0 && (host.Equals(name, StringComparison.OrdinalIgnoreCase)
            || host.EndsWith("." + name, StringComparison.OrdinalIgnoreCase));
    }
}
