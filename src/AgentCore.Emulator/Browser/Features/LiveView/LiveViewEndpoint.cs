using AgentCore.Emulator.Browser.Session;
using AgentCore.Emulator.Http;

namespace AgentCore.Emulator.Browser.Features.LiveView;

/// <summary>
/// The live view: a page, reached by its signature, and the WebSocket that the page opens with a one-time token, since a
/// browser cannot sign. Both work whether automation is enabled or not.
/// </summary>
internal sealed class LiveViewEndpoint(BrowserSessionService service)
{
    private const string Path = "/browser-streams/{browserIdentifier}/sessions/{sessionId}/live-view";

    // The token travels as a sub-protocol, the one part of a browser's WebSocket request that is neither logged nor shown.
    private const string SubProtocol = "agentcore.live-view";

    /// <summary>Adds the routes.</summary>
    public void Register(OperationRegistry registry)
    {
        registry.Serve(new ExtraRoute("live-view", Path, ServePageAsync));
        registry.Serve(new ExtraRoute("live-view socket", Path + "/socket", ServeSocketAsync) { Signed = false });
    }

    private Task ServePageAsync(OperationInput input, OperationContext context)
    {
        var session = service.GetReady(context.Region, input.Labels["browserIdentifier"], input.Labels["sessionId"]);
        return LiveViewPage.WriteAsync(context.Http, session);
    }

    private async Task ServeSocketAsync(OperationInput input, OperationContext context)
    {
        var session = service.Sessions.Find(input.Labels["sessionId"]);
        var token = context.Http.WebSockets.WebSocketRequestedProtocols is [SubProtocol, var second] ? second : "";
        if (session is null || !session.ViewTokens.Redeem(token))
        {
            throw ServiceErrors.AccessDenied("The live view's token is not valid, or was used before. Open the live view anew.");
        }

        using var socket = await WebSockets.AcceptAsync(context.Http, SubProtocol);
        await new LiveViewSocket(socket, session).RunAsync();
    }
}
