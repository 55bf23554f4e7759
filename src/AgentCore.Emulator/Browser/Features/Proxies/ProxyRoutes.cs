using System.Net;
using System.Text;
using System.Text.Json;
using AgentCore.Emulator.Generated;
using AgentCore.Emulator.Http;
using AgentCore.Emulator.Resources;

namespace AgentCore.Emulator.Browser.Features.Proxies;

/// <summary>
/// Decides how a host is reached: directly if it is bypassed, else through the first proxy that names its domain, else
/// through the first proxy that does not name domains. A loopback address uses a proxy only if the proxy names it,
/// since it means this machine and not the proxy's.
/// </summary>
internal sealed class ProxyRoutes(IReadOnlyList<UpstreamProxy> proxies, IReadOnlyList<string> bypass)
{
    /// <summary>The proxy for a host; null for a direct connection.</summary>
    public UpstreamProxy? For(string host)
    {
        host = host.TrimEnd('.');
        if (bypass.Any(pattern => Matches(pattern, host)))
        {
            return null;
        }

        return proxies.FirstOrDefault(proxy => proxy.Domains?.Any(pattern => Matches(pattern, host)) == true)
            ?? (IsLoopback(host) ? null : proxies.FirstOrDefault(proxy => proxy.Domains is null));
    }

    // ".example.com" means every subdomain, "example.com" that host alone.
    private static bool Matches(string pattern, string host) => pattern.StartsWith('.')
        ? host.EndsWith(pattern, StringComparison.OrdinalIgnoreCase)
        : host.Equals(pattern, StringComparison.OrdinalIgnoreCase);

    private static bool IsLoopback(string host) =>
        host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
        || host.EndsWith(".localhost", StringComparison.OrdinalIgnoreCase)
        || (IPAddress.TryParse(host, out var address) && IPAddress.IsLoopback(address));
}

/// <summary>A proxy of the request, with its credentials.</summary>
/// <remarks>A class, not a record: a generated <c>ToString</c> would print the credentials.</remarks>
internal sealed class UpstreamProxy(ExternalProxy proxy, string? authorization)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    /// <summary>Host name or address of the proxy.</summary>
    public string Server => proxy.Server!;

    /// <summary>Port that the proxy listens on.</summary>
    public int Port => proxy.Port!.Value;

    /// <summary>The domains that use it; null for all domains without a proxy of their own.</summary>
    public IReadOnlyList<string>? Domains => proxy.DomainPatterns;

    /// <summary>The <c>Proxy-Authorization</c> header line, with its line end; empty without credentials.</summary>
    public string AuthorizationLine => authorization is null ? "" : $"Proxy-Authorization: {authorization}\r\n";

    /// <summary>Reads the credentials of a proxy.</summary>
    /// <param name="proxy">The proxy of the request.</param>
    /// <param name="member">Path of its member, for errors.</param>
    /// <param name="secrets">Stands in for Secrets Manager, where the credentials are.</param>
    /// <exception cref="ServiceException">The secret does not exist, or has the wrong content.</exception>
    public static UpstreamProxy Create(ExternalProxy proxy, string member, LocalSecrets secrets)
    {
        if (proxy.Credentials?.BasicAuth?.SecretArn is not { } arn)
        {
            return new(proxy, null);
        }

        var name = $"{member}.credentials.basicAuth.secretArn";
        return Read(secrets.Read(name, arn)) is { Username: { } user, Password: { } password }
            ? new(proxy, "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes($"{user}:{password}")))
            : throw ServiceErrors.Invalid(new FieldError(
                name, "must name a secret that is a JSON object with the texts 'username' and 'password'"));
    }

    /// <inheritdoc/>
    public override string ToString() => $"{Server}:{Port}";

    private static Credentials? Read(string secret)
    {
        try
        {
            return JsonSerializer.Deserialize<Credentials>(secret, Json);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private sealed class Credentials
    {
        public string? Username { get; init; }

        public string? Password { get; init; }
    }
}
