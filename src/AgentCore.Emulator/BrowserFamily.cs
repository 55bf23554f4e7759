using AgentCore.Emulator.Browser.Features.Actions;
using AgentCore.Emulator.Browser.Features.Automation;
using AgentCore.Emulator.Browser.Features.Dialogs;
using AgentCore.Emulator.Browser.Features.Extensions;
using AgentCore.Emulator.Browser.Features.LiveView;
using AgentCore.Emulator.Browser.Features.Policies;
using AgentCore.Emulator.Browser.Features.Profiles;
using AgentCore.Emulator.Browser.Features.Proxies;
using AgentCore.Emulator.Browser.Features.Recording;
using AgentCore.Emulator.Browser.Features.Thumbnails;
using AgentCore.Emulator.Browser.Session;
using AgentCore.Emulator.Core;
using AgentCore.Emulator.Generated;
using AgentCore.Emulator.Http;
using AgentCore.Emulator.Http.Faults;
using AgentCore.Emulator.Resources;

namespace AgentCore.Emulator;

/// <summary>The Browser tool: browsers, browser profiles, and sessions with their features.</summary>
internal sealed class BrowserFamily : IServiceFamily, ICrashableSessions
{
    private readonly ResourceService<CreateBrowserRequest> _browsers;
    private readonly ProfileService _profiles;
    private readonly BrowserSessionService _service;

    /// <summary>Opens the resources of the data folder.</summary>
    public BrowserFamily(EmulatorEnvironment environment)
    {
        _browsers = BrowserKind.Open(environment);
        _profiles = new(environment);
        _service = new(environment, _browsers, new(environment), () => CreateFeatures(environment, _profiles));
    }

    /// <summary>The sessions.</summary>
    public BrowserSessionService Sessions => _service;

    /// <summary>The browsers.</summary>
    public ResourceService<CreateBrowserRequest> Browsers => _browsers;

    /// <summary>The profiles.</summary>
    public ProfileService Profiles => _profiles;

    /// <summary>The resources that can be tagged.</summary>
    public IReadOnlyList<ITaggedResources> Tagged => [_browsers, _profiles.Resources];

    /// <inheritdoc/>
    public void Register(OperationRegistry registry)
    {
        new BrowserEndpoints(_browsers, _service.Sessions.IsInUse).Register(registry);
        new ProfileEndpoints(_profiles, _service).Register(registry);
        new BrowserSessionEndpoints(_service).Register(registry);
        new InvokeBrowserEndpoint(_service).Register(registry);
        new AutomationEndpoint(_service).Register(registry);
        new LiveViewEndpoint(_service).Register(registry);
    }

    /// <inheritdoc/>
    public void Begin() => _service.KeepSpares();

    /// <inheritdoc/>
    public TimeSpan? AgeOf(string sessionId) => _service.Sessions.AgeOf(sessionId);

    /// <inheritdoc/>
    public Task CrashAsync(string sessionId) => _service.Sessions.Find(sessionId)?.CrashAsync() ?? Task.CompletedTask;

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _service.DisposeAsync();

    // In the order in which they prepare a session.
    private static IReadOnlyList<IBrowserFeature> CreateFeatures(
        EmulatorEnvironment environment, ProfileService profiles) =>
    [
        new ProfileLoader(profiles),
        new ExtensionLoader(new LocalObjects(environment.Data), environment.Options.Quotas),
        new EnterprisePolicies(environment),
        new SessionProxy(environment),
        new PageDialogs(),
        new SessionRecorder(environment),
        new AutomationGate(environment.Options.Quotas),
        new ActionRunner(),
        new LiveViewAdmission(environment.Time, environment.Options.Quotas),
        new ThumbnailCache(environment.Time),
    ];
}
