using AgentCore.Emulator.Browser.Actions;
using AgentCore.Emulator.Browser.Automation;
using AgentCore.Emulator.Browser.Browsers;
using AgentCore.Emulator.Browser.LiveView;
using AgentCore.Emulator.Browser.Profiles;
using AgentCore.Emulator.Browser.Sessions;
using AgentCore.Emulator.Hosting;
using AgentCore.Emulator.Protocol;
using AgentCore.Emulator.Protocol.Resources;
using AgentCore.Emulator.Protocol.Sessions;

namespace AgentCore.Emulator.Browser;

/// <summary>The Browser: browsers, browser profiles, sessions, the sessions' automation stream and their live view.</summary>
internal sealed class BrowserFamily : IServiceFamily
{
    private readonly ResourceService<CreateBrowserRequest> _browsers;
    private readonly ProfileService _profiles;
    private readonly BrowserSessionService _service;

    /// <summary>Makes the family.</summary>
    public BrowserFamily(EmulatorEnvironment environment)
    {
        _browsers = BrowserKind.Open(environment);
        _profiles = new(environment);
        _service = new(environment, _browsers, _profiles);
    }

    /// <inheritdoc/>
    public IEnumerable<Session> LiveSessions => _service.Sessions.Live;

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
    public ValueTask DisposeAsync() => _service.DisposeAsync();
}
