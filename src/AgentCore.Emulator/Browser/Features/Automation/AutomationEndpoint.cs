using AgentCore.Emulator.Browser.Session;
using AgentCore.Emulator.Http;

namespace AgentCore.Emulator.Browser.Features.Automation;

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
