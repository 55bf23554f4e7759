using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using AgentCore.Errors;
using AgentCore.Pages.Transport;
using Xunit;

namespace Tests.Module.Pages.Transport;

public sealed class CdpTransportTests
{
    [Fact]
    public async Task Answers_find_their_askers_whatever_their_order()
    {
        await using var browser = await CdpPeer.StartAsync();
        var first = browser.Transport.SendAsync("A.one", new { x = 1 }, "S1", CdpPeer.Cancellation);
        var second = browser.Transport.SendAsync("A.two", new { }, null, CdpPeer.Cancellation);
        var (one, two) = (await browser.ReceiveAsync(), await browser.ReceiveAsync());
        Assert.Equal(
            ("A.one", "S1", 1), ((string?)one["method"], (string?)one["sessionId"], (int?)one["params"]!["x"]));
        Assert.False(two.AsObject().ContainsKey("sessionId"));

        await browser.SendAsync($$$"""{"id":{{{two["id"]}}},"result":{"v":"two"}}""");
        await browser.SendAsync($$$"""{"id":{{{one["id"]}}},"result":{"v":"one"}}""");
        Assert.Equal("one", (await first).GetProperty("v").GetString());
        Assert.Equal("two", (await second).GetProperty("v").GetString());
    }

    [Fact]
    public async Task A_response_with_an_error_fails_the_call_and_the_connection_goes_on()
    {
        await using var browser = await CdpPeer.StartAsync();
        var asking = browser.Transport.SendAsync("Page.navigate", new { }, null, CdpPeer.Cancellation);
        var id = (await browser.ReceiveAsync())["id"];
        await browser.SendAsync(
            $$$"""{"id":{{{id}}},"error":{"code":-32000,"message":"Cannot navigate to invalid URL"}}""");
        var error = await Assert.ThrowsAsync<CdpException>(() => asking);
        Assert.Equal("Page.navigate: Cannot navigate to invalid URL", error.Message);
        Assert.False(browser.Transport.IsClosed);
    }

    [Fact]
    public async Task Half_a_surrogate_pair_is_read_as_the_replacement_character()
    {
        await using var browser = await CdpPeer.StartAsync();
        var asking = browser.Transport.SendAsync("A.one", new { }, null, CdpPeer.Cancellation);
        var id = (await browser.ReceiveAsync())["id"];
        await browser.SendAsync($$$"""{"id":{{{id}}},"result":{"\ud800":"a\ud83d"}}""");
        var member = Assert.Single((await asking).EnumerateObject());
        Assert.Equal(("\ufffd", "a\ufffd"), (member.Name, member.Value.GetString()));
    }

    [Fact]
    public async Task Events_come_in_order_also_in_pieces_and_of_many_megabytes()
    {
        await using var browser = await CdpPeer.StartAsync();
        var heard = new List<CdpEvent>();
        var both = new TaskCompletionSource();
        using var listening = browser.Transport.Listen((_, _) => true, raised =>
        {
            heard.Add(raised);
            if (heard.Count == 2)
            {
                both.SetResult();
            }
        });
        var big = new string('x', 3_000_000);
        await browser.SendAsync($$$"""{"method":"A.big","sessionId":"S1","params":{"text":"{{{big}}}"}}""", pieces: 7);
        await browser.SendAsync("""{"method":"B.bare"}""");
        await both.Task.WaitAsync(CdpPeer.Cancellation);
        Assert.Equal(["A.big", "B.bare"], heard.Select(said => said.Method));
        Assert.Equal("S1", heard[0].SessionId);
        Assert.Equal(3_000_000, heard[0].Parameters.GetProperty("text").GetString()!.Length);
    }

    [Fact]
    public async Task When_the_other_side_closes_all_who_wait_fail_with_the_reason()
    {
        await using var browser = await CdpPeer.StartAsync();
        var one = browser.Transport.SendAsync("A.one", new { }, null, CdpPeer.Cancellation);
        var two = browser.Transport.SendAsync("A.two", new { }, null, CdpPeer.Cancellation);
        _ = (await browser.ReceiveAsync(), await browser.ReceiveAsync());
        await browser.CloseAsync("the session has ended");
        Assert.Contains(
            "the session has ended",
            (await Assert.ThrowsAsync<AgentCoreException>(() => one)).Message,
            StringComparison.Ordinal);
        Assert.Contains(
            "the session has ended",
            (await Assert.ThrowsAsync<AgentCoreException>(() => two)).Message,
            StringComparison.Ordinal);
        await Assert.ThrowsAsync<AgentCoreException>(
            () => browser.Transport.SendAsync("A.three", new { }, null, CdpPeer.Cancellation));
    }

    [Fact]
    public async Task A_caller_that_gives_up_leaves_the_connection_to_the_others()
    {
        await using var browser = await CdpPeer.StartAsync();
        using var impatient = new CancellationTokenSource();
        var given = browser.Transport.SendAsync("A.slow", new { }, null, impatient.Token);
        var slow = await browser.ReceiveAsync();
        await impatient.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => given);

        var next = browser.Transport.SendAsync("A.next", new { }, null, CdpPeer.Cancellation);
        var id = (await browser.ReceiveAsync())["id"];
        await browser.SendAsync($$$"""{"id":{{{slow["id"]}}},"result":{}}""");
        await browser.SendAsync($$$"""{"id":{{{id}}},"result":{"ok":true}}""");
        Assert.True((await next).GetProperty("ok").GetBoolean());
    }

    [Fact]
    public async Task What_is_no_JSON_closes_the_connection()
    {
        await using var browser = await CdpPeer.StartAsync();
        var asking = browser.Transport.SendAsync("A.one", new { }, null, CdpPeer.Cancellation);
        await browser.SendAsync("<html>");
        await Assert.ThrowsAsync<AgentCoreException>(() => asking);
        Assert.True(browser.Transport.IsClosed);
    }

    [Fact]
    public async Task A_response_that_is_too_large_is_the_error_of_its_call_and_the_connection_goes_on()
    {
        await using var browser = await CdpPeer.StartAsync();
        var asking = browser.Transport.SendAsync("A.large", new { }, "S1", CdpPeer.Cancellation);
        var id = (await browser.ReceiveAsync())["id"];
        var large = new string('x', 5_000_000);
        await browser.SendAsync($$$"""{"id":{{{id}}},"result":{"text":"{{{large}}}"},"sessionId":"S1"}""", pieces: 9);
        var error = await Assert.ThrowsAsync<CdpException>(() => asking);
        Assert.Contains("4,000,000 bytes", error.Message, StringComparison.Ordinal);

        var next = browser.Transport.SendAsync("A.next", new { }, null, CdpPeer.Cancellation);
        await browser.SendAsync($$$"""{"id":{{{(await browser.ReceiveAsync())["id"]}}},"result":{"ok":true}}""");
        Assert.True((await next).GetProperty("ok").GetBoolean());
    }

    [Fact]
    public async Task Our_own_commands_take_responses_of_any_depth_and_the_library_gets_an_error_instead()
    {
        await using var browser = await CdpPeer.StartAsync();
        var passed = new List<string>();
        browser.Transport.MessageReceived += (_, received) => passed.Add(Encoding.UTF8.GetString(received.Message));
        var deep = string.Concat(Enumerable.Repeat("[", 200)) + string.Concat(Enumerable.Repeat("]", 200));
        await browser.SendAsync($$$"""{"method":"A.deep","params":{{{deep}}}}""");
        await browser.SendAsync($$$"""{"id":7,"result":{"v":{{{deep}}}},"sessionId":"S1"}""");
        await browser.SendAsync("""{"id":8,"result":{"v":[[]]},"sessionId":"S1"}""");
        var asking = browser.Transport.SendAsync("A.own", new { }, null, CdpPeer.Cancellation);
        await browser.SendAsync($$$"""{"id":{{{(await browser.ReceiveAsync())["id"]}}},"result":{"v":{{{deep}}}}}""");
        Assert.Equal(JsonValueKind.Array, (await asking).GetProperty("v").ValueKind);

        var (error, result) = (JsonNode.Parse(passed[0])!, JsonNode.Parse(passed[1])!);
        Assert.Equal(2, passed.Count);
        Assert.Equal((7, "S1"), ((int)error["id"]!, (string)error["sessionId"]!));
        Assert.Contains(
            "nested 202 deep; the limit is 64", (string)error["error"]!["message"]!, StringComparison.Ordinal);
        Assert.Equal(8, (int)result["id"]!);
    }
}
