using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using AgentCore.Emulator.Browser.Cdp;
using Xunit;

namespace Tests.Emulator.Browser.Cdp;

/// <summary>The hub with a browser that violates the protocol, which the test simulates.</summary>
public sealed class CdpHubTests : IAsyncLifetime
{
    private readonly PipedBrowser _browser = new();

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => _browser.DisposeAsync();

    [Theory]
    [InlineData("no json")]
    [InlineData("[]")]
    [InlineData("")]
    [InlineData("""{"method":7,"sessionId":"root"}""")]
    [InlineData("""{"method":"Target.targetCreated","sessionId":"\ud800"}""")]
    [InlineData("""{"\ud800":1,"method":"Target.targetCreated","sessionId":"root"}""")]
    [InlineData("""{"method":"Target.attachedToTarget","sessionId":"root","params":{"\ud800":1}}""")]
    [InlineData("""{"method":"Target.targetCreated","sessionId":"root"}""")]
    [InlineData("""{"method":"Target.targetCreated","sessionId":"root","params":7}""")]
    [InlineData("""{"sessionId":"root"}""")]
    [InlineData("""{"method":"Target.attachedToTarget","sessionId":"root","params":{"sessionId":"\ud800"}}""")]
    [InlineData("""{"id":1000000,"result":{}}""")]
    public async Task An_invalid_message_does_not_affect_the_others(string message)
    {
        var seen = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var connection = await OpenAsync(
            cdpEvent => seen.TrySetResult(cdpEvent.Params.GetProperty("targetInfo").GetProperty("url").GetString()!));
        _browser.Send(message);
        _browser.Send("""
            {"method":"Target.targetCreated","sessionId":"root","params":{"targetInfo":{"url":"http://a.test/"}}}
            """);
        Assert.Equal("http://a.test/", await seen.Task.WaitAsync(TestContext.Current.CancellationToken));

        var pending = connection.SendAsync("Browser.getVersion");
        _browser.Send($$$"""{"id":{{{_browser.ReadId()}}},"sessionId":"root","result":{"product":"x"}}""");
        Assert.Equal("x", (await pending).GetProperty("product").GetString());
        ReplyToDetach();
    }

    [Theory]
    [InlineData("""{"id":ID,"sessionId":"root","result":nonsense}""")]
    [InlineData("""{"id":ID,"sessionId":7,"result":{}}""")]
    [InlineData("""{"id":ID,"sessionId":"root"}""")]
    [InlineData("""{"id":ID,"sessionId":"root","error":{}}""")]
    public async Task An_invalid_reply_fails_the_command_that_waits_for_it(string reply)
    {
        await using var connection = await OpenAsync(_ => { });
        var pending = connection.SendAsync("Browser.getVersion");
        _browser.Send(reply.Replace("ID", $"{_browser.ReadId()}", StringComparison.Ordinal));
        await Assert.ThrowsAsync<CdpException>(() => pending);
        Assert.False(_browser.Hub.BrowserEnded.IsCancellationRequested);
        ReplyToDetach();
    }

    [Fact]
    public async Task A_message_is_read_however_deeply_it_is_nested()
    {
        var seen = new TaskCompletionSource<JsonElement>(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var connection = await OpenAsync(cdpEvent => seen.TrySetResult(cdpEvent.Params));
        var deep = new string('[', 2000) + new string(']', 2000);
        _browser.Send($$$"""{"method":"A.b","params":{"x":{{{deep}}} },"sessionId":"root"}""");
        var parameters = await seen.Task.WaitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(deep, parameters.GetProperty("x").GetRawText());
        ReplyToDetach();
    }

    [Theory]
    [InlineData(3_000_001, "3,000,001")]
    [InlineData(20_000_000, "20,000,000")]
    public async Task A_reply_that_is_too_large_fails_its_command_and_no_other(int length, string said)
    {
        await using var connection = await OpenAsync(_ => { });
        var (large, small) = (connection.SendAsync("A.large"), connection.SendAsync("A.small"));
        var (first, second) = (_browser.ReadId(), _browser.ReadId());
        _browser.Send(Message($$$"""{"id":{{{first}}},"result":{"x":""", length));
        _browser.Send($$$"""{"id":{{{second}}},"result":{"x":"y"},"sessionId":"root"}""");
        var failure = await Assert.ThrowsAsync<CdpException>(() => large);
        Assert.Equal(
            $"A.large: The browser's message has {said} bytes; at most 3,000,000 are possible. Ask for less at a time.",
            failure.Message);
        Assert.Equal("y", (await small).GetProperty("x").GetString());
        ReplyToDetach();
    }

    [Fact]
    public async Task A_reply_of_the_largest_size_is_whole_and_so_are_the_messages_after_it()
    {
        await using var connection = await OpenAsync(_ => { });
        var (large, small) = (connection.SendAsync("A.large"), connection.SendAsync("A.small"));
        var (first, second) = (_browser.ReadId(), _browser.ReadId());
        var message = Message($$$"""{"id":{{{first}}},"result":{"x":""", 3_000_000);
        var next = $$$"""{"id":{{{second}}},"result":{"x":"y"},"sessionId":"root"}""";
        _browser.Send($"{message}\0{next}");
        Assert.Equal(message, $$$"""{"id":{{{first}}},"result":{{{await large}}},"sessionId":"root"}""");
        Assert.Equal("y", (await small).GetProperty("x").GetString());
        ReplyToDetach();
    }

    [Fact]
    public async Task An_event_that_is_too_large_is_dropped_and_the_next_one_comes()
    {
        var seen = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var connection = await OpenAsync(cdpEvent => seen.TrySetResult(cdpEvent.Method));
        _browser.Send(Message("""{"method":"A.large","params":{"x":""", 4_000_000));
        _browser.Send("""{"method":"A.small","params":{},"sessionId":"root"}""");
        Assert.Equal("A.small", await seen.Task.WaitAsync(TestContext.Current.CancellationToken));
        ReplyToDetach();
    }

    [Fact]
    public async Task A_command_to_an_ended_session_fails_on_the_connection_itself_as_in_Chromium()
    {
        var replies = new List<string>();
        var opening = _browser.Hub.OpenAsync(message => replies.Add(Encoding.UTF8.GetString(message.Span)));
        _browser.Attach();
        var port = await opening;
        await port.SendAsync("""{"id":7,"method":"Page.enable","sessionId":"ended"}"""u8.ToArray());
        Assert.Equal(
            """{"error":{"code":-32001,"message":"Session with given id not found."},"id":7}""", Assert.Single(replies));
    }

    [Fact]
    public async Task The_end_of_the_browser_fails_every_pending_command()
    {
        await using var connection = await OpenAsync(_ => { });
        var pending = connection.SendAsync("Browser.getVersion");
        _browser.ReadCommand();
        _browser.End();
        var failure = await Assert.ThrowsAsync<CdpException>(() => pending);
        Assert.Contains("The browser has ended.", failure.Message, StringComparison.Ordinal);
        Assert.Equal("The browser has ended.", await connection.Closed);
        Assert.Equal("has ended", _browser.Hub.BrowserState);
    }

    [Fact]
    public async Task An_ended_browser_does_not_keep_its_clients_in_memory()
    {
        var port = await OpenPortAsync();
        GC.Collect();
        Assert.True(port.IsAlive);

        _browser.End();

        while (port.IsAlive)
        {
            TestContext.Current.CancellationToken.ThrowIfCancellationRequested();
            GC.Collect();
            await Task.Yield();
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private async Task<WeakReference> OpenPortAsync()
    {
        var opening = _browser.Hub.OpenAsync(_ => { });
        _browser.Attach();
        return new(await opening);
    }

    private async Task<CdpConnection> OpenAsync(Action<CdpEvent> onEvent)
    {
        var opening = CdpConnection.OpenAsync(_browser.Hub, onEvent);
        _browser.Attach();
        return await opening;
    }

    // A message of so many bytes, with its beginning.
    private static string Message(string start, int length)
    {
        const string end = "\"},\"sessionId\":\"root\"}";
        return $"{start}\"{new string('a', length - start.Length - 1 - end.Length)}{end}";
    }

    // Disposing the connection waits for the reply to its detach, the last command of a test.
    private void ReplyToDetach() => _ =
        Task.Run(() => _browser.Send($$$"""{"id":{{{_browser.ReadId()}}},"result":{}}"""));
}
