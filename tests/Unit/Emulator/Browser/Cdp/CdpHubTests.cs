using System.IO.Pipes;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using AgentCore.Emulator.Browser.Cdp;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit;

namespace Tests.Emulator.Browser.Cdp;

/// <summary>The hub before a browser that does not keep to the protocol, which the test plays.</summary>
public sealed class CdpHubTests : IAsyncLifetime
{
    private readonly AnonymousPipeServerStream _commands = new(PipeDirection.In);
    private readonly AnonymousPipeServerStream _messages = new(PipeDirection.Out);
    private readonly StreamReader _reader;
    private readonly CdpHub _hub;

    public CdpHubTests()
    {
        _reader = new(_commands);
        _hub = new(
            new AnonymousPipeClientStream(PipeDirection.Out, _commands.GetClientHandleAsString()),
            new AnonymousPipeClientStream(PipeDirection.In, _messages.GetClientHandleAsString()),
            NullLogger.Instance);
    }

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        _messages.Dispose();
        await _hub.DisposeAsync();
        _reader.Dispose();
    }

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
    public async Task A_message_that_cannot_be_read_costs_that_message_alone(string message)
    {
        var seen = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var connection = await OpenAsync(
            happened => seen.TrySetResult(happened.Params.GetProperty("targetInfo").GetProperty("url").GetString()!));
        Say(message);
        Say("""{"method":"Target.targetCreated","sessionId":"root","params":{"targetInfo":{"url":"http://a.test/"}}}""");
        Assert.Equal("http://a.test/", await seen.Task.WaitAsync(TestContext.Current.CancellationToken));

        var asked = connection.SendAsync("Browser.getVersion");
        Say($$$"""{"id":{{{IdOf(Hear())}}},"sessionId":"root","result":{"product":"x"}}""");
        Assert.Equal("x", (await asked).GetProperty("product").GetString());
        AnswerDetach();
    }

    [Theory]
    [InlineData("""{"id":ID,"sessionId":"root","result":nonsense}""")]
    [InlineData("""{"id":ID,"sessionId":7,"result":{}}""")]
    [InlineData("""{"id":ID,"sessionId":"root"}""")]
    [InlineData("""{"id":ID,"sessionId":"root","error":{}}""")]
    public async Task A_reply_that_cannot_be_read_fails_the_command_that_waits_for_it(string reply)
    {
        await using var connection = await OpenAsync(_ => { });
        var asked = connection.SendAsync("Browser.getVersion");
        Say(reply.Replace("ID", IdOf(Hear()), StringComparison.Ordinal));
        await Assert.ThrowsAsync<CdpException>(() => asked);
        Assert.False(_hub.BrowserEnded.IsCancellationRequested);
        AnswerDetach();
    }

    [Fact]
    public async Task A_message_is_read_however_deeply_it_is_nested()
    {
        var seen = new TaskCompletionSource<JsonElement>(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var connection = await OpenAsync(happened => seen.TrySetResult(happened.Params));
        var deep = new string('[', 2000) + new string(']', 2000);
        Say($$$"""{"method":"A.b","params":{"x":{{{deep}}} },"sessionId":"root"}""");
        Assert.Equal(deep, (await seen.Task.WaitAsync(TestContext.Current.CancellationToken)).GetProperty("x").GetRawText());
        AnswerDetach();
    }

    [Fact]
    public async Task The_end_of_the_browser_is_told_to_all_who_wait()
    {
        await using var connection = await OpenAsync(_ => { });
        var asked = connection.SendAsync("Browser.getVersion");
        Hear();
        _messages.Dispose();
        Assert.Contains("The browser has ended.", (await Assert.ThrowsAsync<CdpException>(() => asked)).Message, StringComparison.Ordinal);
        Assert.Equal("The browser has ended.", await connection.Closed);
        Assert.Equal("has ended", _hub.BrowserState);
    }

    [Fact]
    public async Task A_browser_that_is_gone_holds_none_of_its_clients()
    {
        var port = await OpenPortAsync();
        GC.Collect();
        Assert.True(port.IsAlive);

        _messages.Dispose();

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
        var opening = _hub.OpenAsync(_ => { });
        Say($$$"""{"id":{{{IdOf(Hear())}}},"result":{"sessionId":"root"}}""");
        return new(await opening);
    }

    private async Task<CdpConnection> OpenAsync(Action<CdpEvent> onEvent)
    {
        var opening = CdpConnection.OpenAsync(_hub, onEvent);
        Say($$$"""{"id":{{{IdOf(Hear())}}},"result":{"sessionId":"root"}}""");
        return await opening;
    }

    // The connection's end waits for its own detaching, the last command of a test.
    private void AnswerDetach() => _ = Task.Run(() => Say($$$"""{"id":{{{IdOf(Hear())}}},"result":{}}"""));

    private void Say(string message)
    {
        _messages.Write(Encoding.UTF8.GetBytes(message + '\0'));
        _messages.Flush();
    }

    private JsonNode Hear()
    {
        var text = new StringBuilder();
        while (_reader.Read() is > 0 and var letter)
        {
            text.Append((char)letter);
        }

        return JsonNode.Parse(text.ToString())!;
    }

    private static string IdOf(JsonNode command) => JsonSerializer.Serialize((long)command["id"]!);
}
