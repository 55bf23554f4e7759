using System.Text.Json.Nodes;
using AgentCore;
using AgentCore.Pages.Engine;
using Tests.Module.Pages.Transport;
using Xunit;

namespace Tests.Module.Pages.Engine;

public sealed class DialogsTests
{
    [Theory]
    [InlineData(null, "alert", false, 1)]
    [InlineData(null, "beforeunload", true, 0)]
    [InlineData(DialogAction.Dismiss, "confirm", false, 0)]
    [InlineData(DialogAction.Accept, "confirm", true, 0)]
    public async Task A_dialog_is_answered_at_once_as_the_session_says(
        DialogAction? action, string type, bool isAccepted, int warnings)
    {
        await using var peer = await CdpPeer.StartAsync();
        peer.Browser.Memory.DialogAction = action;
        new Dialogs().Connect(peer.Browser);
        await OpenAsync(peer, type);

        Assert.Equal(isAccepted, (bool?)(await AnswerAsync(peer))["params"]!["accept"]);
        Assert.Equal(warnings, peer.Browser.Memory.TakeWarnings().Count());
    }

    [Fact]
    public async Task A_dialog_waits_until_there_is_somebody_to_ask()
    {
        await using var peer = await CdpPeer.StartAsync();
        peer.Browser.Memory.DialogAction = DialogAction.Ask;
        new Dialogs().Connect(peer.Browser);
        await OpenAsync(peer, "confirm");
        var seen = await peer.Browser.Memory.Get<DialogState>().NextAsync(CdpPeer.Cancellation);
        Assert.Equal(("confirm", "Sure?", null), (seen.Type, seen.Message, seen.IsAccepted));

        var user = new TabUser(
            _ => { }, dialog => Task.FromResult<bool?>(dialog == seen), (_, _) => Task.CompletedTask);
        await Dialogs.AnswerWaitingAsync(peer.Browser, user);
        Assert.True((bool?)(await AnswerAsync(peer))["params"]!["accept"]);
    }

    [Fact]
    public async Task The_cmdlet_that_is_at_work_shows_the_warning()
    {
        await using var peer = await CdpPeer.StartAsync();
        new Dialogs().Connect(peer.Browser);
        var shown = new TaskCompletionSource<string>();
        peer.Browser.Memory.Get<DialogState>().Enter(new TabUser(
            shown.SetResult, _ => Task.FromResult<bool?>(null), (_, _) => Task.CompletedTask));
        await OpenAsync(peer, "alert");
        Assert.Contains("alert: Sure?", await shown.Task.WaitAsync(CdpPeer.Cancellation), StringComparison.Ordinal);
        Assert.Empty(peer.Browser.Memory.TakeWarnings());
    }

    private static async Task OpenAsync(CdpPeer peer, string type)
    {
        var attaching = await peer.ReceiveAsync();
        Assert.Equal("Target.attachToBrowserTarget", (string?)attaching["method"]);
        await peer.SendAsync($$$"""{"id":{{{attaching["id"]}}},"result":{"sessionId":"B1"}}""");
        Assert.Equal("Target.setAutoAttach", (string?)(await peer.ReceiveAsync())["method"]);
        await peer.SendAsync(
            """{"method":"Target.attachedToTarget","sessionId":"B1","params":{"sessionId":"S1","targetInfo":{"type":"page"}}}""");
        Assert.Equal("Page.enable", (string?)(await peer.ReceiveAsync())["method"]);
        Assert.Equal("Runtime.runIfWaitingForDebugger", (string?)(await peer.ReceiveAsync())["method"]);
        await peer.SendAsync(
            $$$"""{"method":"Page.javascriptDialogOpening","sessionId":"S1","params":{"type":"{{{type}}}","message":"Sure?"}}""");
    }

    private static async Task<JsonNode> AnswerAsync(CdpPeer peer)
    {
        var command = await peer.ReceiveAsync();
        Assert.Equal(
            ("Page.handleJavaScriptDialog", "S1"), ((string?)command["method"], (string?)command["sessionId"]));
        return command;
    }
}
