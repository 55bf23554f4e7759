using AgentCore.Emulator.Browser.Cdp;
using AgentCore.Emulator.Browser.Features.Extensions;
using AgentCore.Emulator.Browser.Features.Policies;
using AgentCore.Emulator.Browser.Features.Proxies;
using AgentCore.Emulator.Core;
using AgentCore.Emulator.Generated;
using AgentCore.Emulator.Http;
using AgentCore.Emulator.Resources;

namespace AgentCore.Emulator.Browser.Session;

/// <summary>
/// What a session's configuration (proxies, extensions, policies, certificates) asks of its Chromium. Lives as long as
/// the session does.
/// </summary>
internal sealed class SessionSetup : IAsyncDisposable
{
    private readonly ExtensionLoader _extensions;
    private readonly PolicyFolder _policies;
    private readonly ProxyServer? _proxy;

    private SessionSetup(ExtensionLoader extensions, PolicyFolder policies, ProxyServer? proxy)
    {
        _extensions = extensions;
        _policies = policies;
        _proxy = proxy;
    }

    /// <summary>Switches for Chromium.</summary>
    public IReadOnlyList<string> ChromiumArguments => [.. _extensions.ChromiumArguments, .. _proxy?.ChromiumArguments ?? []];

    /// <summary>Reads everything that the configuration names.</summary>
    /// <param name="request">The session's configuration.</param>
    /// <param name="browser">That of its browser, which holds for the session too.</param>
    /// <param name="folder">The session's folder.</param>
    /// <param name="environment">What the emulator's parts share.</param>
    /// <exception cref="ServiceException">Something is not there, or is not what it should be.</exception>
    public static async Task<SessionSetup> PrepareAsync(
        StartBrowserSessionRequest request,
        CreateBrowserRequest browser,
        string folder,
        EmulatorEnvironment environment)
    {
        var (objects, secrets) = (new LocalObjects(environment.Data), new LocalSecrets(environment.Data));
        var extensions = await ExtensionLoader.UnpackAsync(request.Extensions ?? [], folder, objects);
        var policies = new PolicyFolder(Path.Combine(folder, "policies"));
        await policies.AddAsync([.. browser.EnterprisePolicies ?? [], .. request.EnterprisePolicies ?? []], objects);
        await policies.TrustAsync(TrustedCertificates.Read(
            [.. browser.Certificates ?? [], .. request.Certificates ?? []], secrets, environment.Time.GetUtcNow()));
        var proxies = (request.ProxyConfiguration?.Proxies ?? []).Select((proxy, index) =>
            UpstreamProxy.Of(proxy.ExternalProxy!, $"proxyConfiguration.proxies[{index}].externalProxy", secrets)).ToArray();
        var bypass = request.ProxyConfiguration?.Bypass?.DomainPatterns ?? [];
        return new(extensions, policies, proxies.Length == 0 ? null : new ProxyServer(new(proxies, bypass)));
    }

    /// <summary>Words to put before Chromium's command line, so that it sees the session's policies.</summary>
    /// <param name="chromium">Full path of the program.</param>
    /// <param name="log">Where to say that this machine cannot do it.</param>
    public IReadOnlyList<string> Before(string chromium, ILogger log)
    {
        if (!_policies.HasPolicies)
        {
            return [];
        }

        var before = PolicyMount.Before(chromium, _policies.Path);
        if (before is null)
        {
            log.LogWarning("Policies and certificates are kept but not in force: that takes Linux, bubblewrap and Chromium's folder in /etc");
        }

        return before ?? [];
    }

    /// <summary>Does what can be done only once Chromium runs.</summary>
    /// <exception cref="ServiceException">Chromium refuses an extension.</exception>
    public Task CompleteAsync(CdpHub hub) => _extensions.LoadAsync(hub);

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _proxy?.DisposeAsync() ?? ValueTask.CompletedTask;
}
