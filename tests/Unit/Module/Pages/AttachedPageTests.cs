using System.Text.Json.Nodes;
using AgentCore.Errors;
using AgentCore.Pages;
using Xunit;

namespace Tests.Module.Pages;

public sealed class AttachedPageTests
{
    [Theory]
    [InlineData("""{"method":"Inspector.targetCrashed","sessionId":"S1","params":{}}""", "PageCrashed")]
    [InlineData("""{"method":"Target.detachedFromTarget","params":{"sessionId":"S1"}}""", "PageClosed")]
    public async Task Who_waits_for_a_page_that_is_gone_is_told(string said, string code)
    {
        await using var browser = await CdpPeer.StartAsync();
        using var page = await AttachAsync(browser, _ => { });
        var asking = page.SendAsync("Runtime.evaluate", new { }, CdpPeer.Cancellation);
        var news = page.WaitAsync(new TaskCompletionSource<int>().Task, CdpPeer.Cancellation);
        await browser.SendAsync(said);
        Assert.Equal(code, (await Assert.ThrowsAsync<AgentCoreException>(() => asking)).ErrorCode);
        Assert.Equal(code, (await Assert.ThrowsAsync<AgentCoreException>(() => news)).ErrorCode);
        Assert.False(browser.Client.IsClosed);
    }

    [Theory]
    [InlineData("alert", false, 1)]
    [InlineData("beforeunload", true, 0)]
    public async Task A_dialog_is_answered_at_once(string kind, bool accepted, int warnings)
    {
        await using var browser = await CdpPeer.StartAsync();
        var warned = new List<string>();
        using var page = await AttachAsync(browser, warned.Add);
        await browser.SendAsync(
            $$$"""{"method":"Page.javascriptDialogOpening","sessionId":"S1","params":{"type":"{{{kind}}}","message":"hi"}}""");
        JsonNode answer;
        do
        {
            answer = await browser.ReceiveAsync();
        }
        while ((string?)answer["method"] != "Page.handleJavaScriptDialog");
        Assert.Equal(accepted, (bool?)answer["params"]!["accept"]);
        Assert.Equal(warnings, warned.Count(text => text.Contains("hi", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_page_in_a_dialog_is_told_from_a_busy_one(bool isInDialog)
    {
        await using var browser = await CdpPeer.StartAsync();
        using var page = await AttachAsync(browser, _ => { });
        var asking = page.SendAsync("Runtime.evaluate", new { }, CdpPeer.Cancellation);
        var commands = new Dictionary<string, JsonNode>();
        while (commands.Count < 4)
        {
            var command = await browser.ReceiveAsync();
            commands.Add((string)command["method"]!, command);
        }

        // A page in a dialog takes keys at once, and replies to nothing else.
        Assert.Equal("keyUp", (string?)commands["Input.dispatchKeyEvent"]["params"]!["type"]);
        await ReplyAsync("Input.dispatchKeyEvent");
        if (isInDialog)
        {
            var error = await Assert.ThrowsAsync<AgentCoreException>(() => asking);
            Assert.Equal("PageInDialog", error.ErrorCode);
            Assert.Contains(
                "Invoke-ACBrowserAction -Press Enter", error.RecommendedAction, StringComparison.Ordinal);
            return;
        }

        await ReplyAsync("Page.enable");
        await ReplyAsync("Runtime.evaluate");
        await asking;

        Task ReplyAsync(string method) =>
            browser.SendAsync($$$"""{"id":{{{commands[method]["id"]}}},"result":{}}""");
    }

    private static async Task<AttachedPage> AttachAsync(CdpPeer browser, Action<string> warn)
    {
        var attaching = AttachedPage.AttachAsync(browser.Client, warn, CdpPeer.Cancellation);
        await AnswerAsync(browser, "Target.getTargets", """{"targetInfos":[{"targetId":"T1","type":"page"}]}""");
        await AnswerAsync(browser, "Target.attachToTarget", """{"sessionId":"S1"}""");
        return await attaching;
    }

    private static async Task AnswerAsync(CdpPeer browser, string method, string result)
    {
        var asked = await browser.ReceiveAsync();
        Assert.Equal(method, (string?)asked["method"]);
        await browser.SendAsync($$$"""{"id":{{{asked["id"]}}},"result":{{{result}}}}""");
    }
}
