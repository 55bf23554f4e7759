using AgentCore.Emulator.Browser.Session;
using AgentCore.Emulator.Generated;
using AgentCore.Emulator.Http;

namespace AgentCore.Emulator.Browser.Features.Actions;

/// <summary>InvokeBrowser: mouse, keyboard and screen of a session, one action a call.</summary>
internal sealed class InvokeBrowserEndpoint(BrowserSessionService service)
{
    /// <summary>Adds the handler.</summary>
    public void Register(OperationRegistry registry) =>
        registry.Handle<InvokeBrowserRequest, InvokeBrowserResponse>("InvokeBrowser", InvokeAsync);

    private async Task<InvokeBrowserResponse> InvokeAsync(InvokeBrowserRequest request, OperationContext context)
    {
        var session = service.GetReady(context.Region, request.BrowserIdentifier!, request.SessionId!);
        return new(await PerformAsync(session.Actions, request.Action!), session.Seed.Id);
    }

    private static async Task<BrowserActionResult> PerformAsync(ActionRunner actions, BrowserAction action) => action switch
    {
        { MouseClick: { } click } => new() { MouseClick = await actions.RunAsync(page => Mouse.ClickAsync(page, click)) },
        { MouseMove: { } move } => new() { MouseMove = await actions.RunAsync(page => Mouse.MoveAsync(page, move)) },
        { MouseDrag: { } drag } => new() { MouseDrag = await actions.RunAsync(page => Mouse.DragAsync(page, drag)) },
        { MouseScroll: { } scroll } => new() { MouseScroll = await actions.RunAsync(page => Mouse.ScrollAsync(page, scroll)) },
        { KeyType: { } type } => new() { KeyType = await actions.RunAsync(page => Keyboard.TypeAsync(page, type)) },
        { KeyPress: { } press } => new() { KeyPress = await actions.RunAsync(page => Keyboard.PressAsync(page, press)) },
        { KeyShortcut: { } keys } => new() { KeyShortcut = await actions.RunAsync(page => Keyboard.ShortcutAsync(page, keys)) },
        { Screenshot: not null } => new() { Screenshot = await actions.RunAsync(page => page.CaptureAsync()) },
        _ => throw new InvalidOperationException("The validator lets no other action through."),
    };
}
