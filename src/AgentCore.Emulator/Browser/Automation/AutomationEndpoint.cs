using AgentCore.Emulator.Browser.Sessions;
using AgentCore.Emulator.Protocol;
using AgentCore.Emulator.Protocol.Binding;
using AgentCore.Emulator.Protocol.Routing;

namespace AgentCore.Emulator.Browser.Automation;

/// <summary>The automation stream: a signed WebSocket that speaks CDP with the session's browser.</summary>
internal sealed class AutomationEndpoint(BrowserSessionService service)
{
    /// <summary>Adds the route.</summary>
    public void Register(OperationRegistry registry) => registry.Serve(new ExtraRoute(
        "automation",
        "/browser-streams/{browserIdentifier}/sessions/{sessionId}/automation",
        ServeAsync));

    private async Task ServeAsync(OperationInput input, OperationContext context)
    {
        var session = service.GetReady(context.Region, input.Labels["browserIdentifier"], input.Labels["sessionId"]);
        var cut = session.Automation.Enter();
        using var socket = await WebSockets.AcceptAsync(context.Http);
        await new CdpRelay(socket).RunAsync(session.Hub, cut);
    }
}
