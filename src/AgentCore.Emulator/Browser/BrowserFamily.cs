using AgentCore.Emulator.Browser.Automation;
using AgentCore.Emulator.Browser.LiveView;
using AgentCore.Emulator.Browser.Sessions;
using AgentCore.Emulator.Hosting;
using AgentCore.Emulator.Protocol;
using AgentCore.Emulator.Protocol.Sessions;

namespace AgentCore.Emulator.Browser;

/// <summary>The Browser: its sessions, their automation stream and their live view.</summary>
internal sealed class BrowserFamily(EmulatorEnvironment environment) : IServiceFamily
{
    private readonly BrowserSessionService _service = new(environment);

    /// <inheritdoc/>
    public IEnumerable<Session> LiveSessions => _service.Sessions.Live;

    /// <inheritdoc/>
    public void Register(OperationRegistry registry)
    {
        new BrowserSessionEndpoints(_service).Register(registry);
        new AutomationEndpoint(_service).Register(registry);
        new LiveViewEndpoint(_service).Register(registry);
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _service.DisposeAsync();
}
