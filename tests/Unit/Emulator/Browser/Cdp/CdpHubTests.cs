using System.IO.Pipes;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using AgentCore.Emulator.Browser.Cdp;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit;

namespace Tests.Emulator.Browser.Cdp;

/// <summary>The hub with a browser that violates the protocol, which the test simulates.</summary>
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
    public async Task An_invalid_message_does_not_affect_the_others(string message)
    {
        var seen = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var connection = await OpenAsync(
            cdpEvent => seen.TrySetResult(cdpEvent.Params.GetProperty("targetInfo").GetProperty("url").GetString()!));
        Send(message);
        Send("""
            {"method":"Target.targetCreated","sessionId":"root","params":{"targetInfo":{"url":"http://a.test/"}}}
            """);
        Assert.Equal("http://a.test/", await seen.Task.WaitAsync(TestContext.Current.CancellationToken));

        var pending = connection.SendAsync("Browser.getVersion");
        Send($$$"""{"id":{{{IdOf(ReadCommand())}}},"sessionId":"root","result":{"product":"x"}}""");
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
        Send(reply.Replace("ID", IdOf(ReadCommand()), StringComparison.Ordinal));
        await Assert.ThrowsAsync<CdpException>(() => pending);
        Assert.False(_hub.BrowserEnded.IsCancellationRequested);
        ReplyToDetach();
    }

    [Fact]
    public async Task A_message_is_read_however_deeply_it_is_nested()
    {
        var seen = new TaskCompletionSource<JsonElement>(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var connection = await OpenAsync(cdpEvent => seen.TrySetResult(cdpEvent.Params));
        var deep = new string('[', 2000) + new string(']', 2000);
        Send($$$"""{"method":"A.b","params":{"x":{{{deep}}} },"sessionId":"root"}""");
        var parameters = await seen.Task.WaitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(deep, parameters.GetProperty("x").GetRawText());
        ReplyToDetach();
    }

    [Fact]
    public async Task A_command_to_an_ended_session_fails_on_the_connection_itself_as_in_Chromium()
    {
        var replies = new List<string>();
        var opening = _hub.OpenAsync(message => replies.Add(Encoding.UTF8.GetString(message.Span)));
        Send($$$"""{"id":{{{IdOf(ReadCommand())}}},"result":{"sessionId":"root"}}""");
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
        ReadCommand();
        _messages.Dispose();
        var failure = await Assert.ThrowsAsync<CdpException>(() => pending);
        Assert.Contains("The browser has ended.", failure.Message, StringComparison.Ordinal);
        Assert.Equal("The browser has ended.", await connection.Closed);
        Assert.Equal("has ended", _hub.BrowserState);
    }

    [Fact]
    public async Task An_ended_browser_does_not_keep_its_clients_in_memory()
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
        Send($$$"""{"id":{{{IdOf(ReadCommand())}}},"result":{"sessionId":"root"}}""");
        return new(await opening);
    }

    private async Task<CdpConnection> OpenAsync(Action<CdpEvent> onEvent)
    {
        var opening = CdpConnection.OpenAsync(_hub, onEvent);
        Send($$$"""{"id":{{{IdOf(ReadCommand())}}},"result":{"sessionId":"root"}}""");
        return await opening;
    }

    // Disposing the connection waits for the reply to its detach, the last command of a test.
    private void ReplyToDetach() => _ = Task.Run(() => Send($$$"""{"id":{{{IdOf(ReadCommand())}}},"result":{}}"""));

    private void Send(string message)
    {
        _messages.Write(Encoding.UTF8.GetBytes(message + '\0'));
        _messages.Flush();
    }

    private JsonNode ReadCommand()
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
