using System.Net;
using System.Text;
using System.Text.Json;
using AgentCore.Emulator.Browser.Chromium;
using AgentCore.Emulator.Browser.Session;
using AgentCore.Emulator.Core;
using AgentCore.Emulator.Core.Network;
using AgentCore.Emulator.Generated;
using AgentCore.Emulator.Http;
using AgentCore.Emulator.Resources;

namespace AgentCore.Emulator.Browser.Features.Proxies;

/// <summary>
/// The one proxy that a session's Chromium uses. It forwards everything along the session's routes and authenticates
/// with the proxies of the request. Chromium itself can do neither without a gap: a PAC script that fails means a
/// direct connection, and authentication would have to use the DevTools domain that clients use.
/// </summary>
/// <param name="environment">What the parts of the emulator share.</param>
internal sealed class SessionProxy(EmulatorEnvironment environment) : IBrowserFeature
{
    private ProxyRoutes? _routes;

    /// <inheritdoc/>
    public bool NeedsColdStart => _routes is not null;

    /// <summary>Reads the proxies of the request.</summary>
    /// <exception cref="ServiceException">
    /// The secret of a proxy does not exist or has the wrong content, or there are too many domain patterns.
    /// </exception>
    public Task PrepareAsync(SessionStart start)
    {
        var configuration = start.Request.ProxyConfiguration;
        CheckQuotas(configuration);
        var secrets = new LocalSecrets(environment.Data);
        var proxies = (configuration?.Proxies ?? []).Select((proxy, index) => RoutedProxy.Create(
            proxy.ExternalProxy!, $"proxyConfiguration.proxies[{index}].externalProxy", secrets)).ToArray();
        if (proxies.Length > 0)
        {
            _routes = new(proxies, configuration?.Bypass?.DomainPatterns ?? []);
        }

        return Task.CompletedTask;
    }

    /// <summary>Leads everything along the routes of the request; without a proxy in it, along the machine's.</summary>
    public ChromiumSpec Configure(ChromiumSpec spec) => _routes is null ? spec : spec with { Route = _routes.For };

    private void CheckQuotas(ProxyConfiguration? configuration)
    {
        var quotas = environment.Options.Quotas;
        int[] counts = [.. (configuration?.Proxies ?? []).Select(one => one.ExternalProxy!.DomainPatterns?.Count ?? 0)];
        if (counts.Any(count => count > quotas[Quota.DomainPatternsPerProxy]))
        {
            throw ServiceErrors.QuotaExceeded(quotas, Quota.DomainPatternsPerProxy);
        }

        if (counts.Sum() + (configuration?.Bypass?.DomainPatterns?.Count ?? 0) > quotas[Quota.DomainPatterns])
        {
            throw ServiceErrors.QuotaExceeded(quotas, Quota.DomainPatterns);
        }
    }
}

/// <summary>
/// Decides how a host is reached: directly if it is bypassed, else through the first proxy that names its domain, else
/// through the first proxy that does not name domains. A loopback address uses a proxy only if the proxy names it,
/// since it means this machine and not the proxy's.
/// </summary>
internal sealed class ProxyRoutes(IReadOnlyList<RoutedProxy> proxies, IReadOnlyList<string> bypass)
{
    /// <summary>The proxy for a target; null for a direct connection.</summary>
    public UpstreamProxy? For(NetworkTarget target)
    {
        var host = target.Host.TrimEnd('.');
        if (bypass.Any(pattern => Matches(pattern, host)))
        {
            return null;
        }

        var chosen = proxies.FirstOrDefault(proxy => proxy.Domains?.Any(pattern => Matches(pattern, host)) == true)
            ?? (IsLoopback(target) ? null : proxies.FirstOrDefault(proxy => proxy.Domains is null));
        return chosen?.Proxy;
    }

    // ".example.com" means every subdomain, "example.com" that host alone.
    private static bool Matches(string pattern, string host) => pattern.StartsWith('.')
        ? host.EndsWith(pattern, StringComparison.OrdinalIgnoreCase)
        : host.Equals(pattern, StringComparison.OrdinalIgnoreCase);

    private static bool IsLoopback(NetworkTarget target) =>
        target.IsLocalhost || (target.Address is { } address && IPAddress.IsLoopback(address));
}

/// <summary>A proxy of the request.</summary>
/// <param name="Proxy">The proxy, with its credentials.</param>
/// <param name="Domains">The domains that use it; null for all domains without a proxy of their own.</param>
internal sealed record RoutedProxy(UpstreamProxy Proxy, IReadOnlyList<string>? Domains)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    /// <summary>Reads the credentials of a proxy.</summary>
    /// <param name="proxy">The proxy of the request.</param>
    /// <param name="member">Path of its member, for errors.</param>
    /// <param name="secrets">Stands in for Secrets Manager, where the credentials are.</param>
    /// <exception cref="ServiceException">The secret does not exist, or has the wrong content.</exception>
    public static RoutedProxy Create(ExternalProxy proxy, string member, LocalSecrets secrets)
    {
        if (proxy.Credentials?.BasicAuth?.SecretArn is not { } arn)
        {
            return Of(proxy, null);
        }

        var name = $"{member}.credentials.basicAuth.secretArn";
        return Read(secrets.Read(name, arn)) is { Username: { } user, Password: { } password }
            ? Of(proxy, "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes($"{user}:{password}")))
            : throw ServiceErrors.Invalid(new FieldError(
                name, "must name a secret that is a JSON object with the texts 'username' and 'password'"));
    }

    private static RoutedProxy Of(ExternalProxy proxy, string? authorization) =>
        new(new(proxy.Server!, proxy.Port!.Value, authorization), proxy.DomainPatterns);

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
