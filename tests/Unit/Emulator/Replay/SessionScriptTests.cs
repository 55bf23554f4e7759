using AgentCore.Emulator.Replay;
using Microsoft.Extensions.Time.Testing;
using Xunit;
using static Tests.Emulator.Replay.RecordingFiles;

namespace Tests.Emulator.Replay;

public sealed class SessionScriptTests
{
    private const string Stream = """
        {"type":"stream","call":1,"operation":"ConnectBrowserAutomationStream","region":"us-west-2","labels":{},"query":[]}
        """;

    private readonly FakeTimeProvider _clock = new();

    [Fact]
    public void Events_and_replies_come_in_the_recorded_order_up_to_the_next_command()
    {
        var (script, client) = Open(
            Stream, Sent(1, "Page.navigate"), Came("""{"method":"Page.loaded"}"""), Replied(1, "1"),
            Came("""{"method":"Page.later"}"""), Sent(2, "Page.reload"), Replied(2, "2"));
        Assert.True(script.Receive(client, 70, RequestText.OfCommand("""{"id":70,"method":"Page.navigate"}""")));
        script.Advance();
        Assert.Equal(
            ["""{"method":"Page.loaded"}""", """{"id":70,"result":1}""", """{"method":"Page.later"}"""],
            client.Messages);
    }

    [Fact]
    public void Commands_of_the_same_time_may_come_in_any_order_and_those_that_do_not_come_are_passed()
    {
        var (script, client) = Open(
            Stream, Sent(1, "A.a"), Sent(2, "B.b"), Replied(1, "1"), Replied(2, "2"),
            Sent(3, "C.c"), Replied(3, "3"), Sent(4, "D.d"), Replied(4, "4"));
        Send(script, client, 2, "B.b");
        Assert.Empty(client.Messages); // A.a may be on its way
        Send(script, client, 1, "A.a");
        Assert.Equal(["""{"id":1,"result":1}""", """{"id":2,"result":2}"""], client.Messages);
        Send(script, client, 3, "D.d"); // C.c had its reply before: this client does not send it
        Assert.Equal("""{"id":3,"result":4}""", client.Messages[^1]);
        Send(script, client, 4, "C.c");
        Assert.Equal("""{"id":4,"result":3}""", client.Messages[^1]);
    }

    [Fact]
    public void A_read_is_repeated_and_anything_else_that_is_not_recorded_is_an_error()
    {
        var (script, client) = Open(
            Stream, Sent(1, "Runtime.evaluate"), Replied(1, "1"), Sent(2, "Page.reload"), Replied(2, "2"));
        Send(script, client, 1, "Runtime.evaluate");
        Send(script, client, 2, "Runtime.evaluate");
        Send(script, client, 3, "Page.reload");
        Assert.Equal(
            ["""{"id":1,"result":1}""", """{"id":2,"result":1}""", """{"id":3,"result":2}"""], client.Messages);
        Assert.False(script.Receive(client, 4, RequestText.OfCommand("""{"id":4,"method":"Page.reload"}""")));
        Assert.Contains("Page.reload, is not in the recording", client.Messages[^1], StringComparison.Ordinal);
    }

    [Fact]
    public void One_connection_can_play_what_two_had_played_and_two_what_one_had()
    {
        string[] second = [Stream.Replace("\"call\":1", "\"call\":2", StringComparison.Ordinal)];
        string[] lines =
        [
            Stream, Sent(1, "Target.getTargets"), Replied(1, "1"), Came("""{"method":"old"}"""),
            .. second, Sent(1, "Target.getTargets", call: 2), Replied(1, "2", call: 2),
        ];
        var (script, client) = Open(lines);
        Send(script, client, 5, "Target.getTargets");
        Send(script, client, 6, "Target.getTargets");
        Assert.Equal(
            ["""{"id":5,"result":1}""", """{"method":"old"}""", """{"id":6,"result":2}"""], client.Messages);

        (script, client) = Open(lines);
        Send(script, client, 5, "Target.getTargets");
        var next = new Client();
        script.Open(next);
        Send(script, next, 1, "Target.getTargets");
        Assert.Equal(["""{"id":1,"result":2}"""], next.Messages);
    }

    [Fact]
    public void The_stream_closes_when_the_call_was_replayed_that_had_closed_it()
    {
        var recording = Read(
            Stream, Sent(3, "A.a"), Replied(3, "1"),
            """{"type":"close","call":1,"status":1001,"reason":"The session has ended.","after":2}""",
            Call(2, "StopBrowserSession", "{}", "{}"));
        var calls = new CallScript(recording);
        var script = new SessionScript(calls, recording.Path, _clock);
        script.Add(recording.Streams.Single());
        var client = new Client();
        script.Open(client);
        Send(script, client, 3, "A.a");
        Assert.Null(client.Closed);
        calls.Take(Ask("StopBrowserSession", "{}"));
        script.Advance();
        Assert.Equal("The session has ended.", client.Closed);
    }

    private (SessionScript Script, Client Client) Open(params string[] lines)
    {
        var recording = Read(lines);
        var script = new SessionScript(new(recording), recording.Path, _clock);
        foreach (var stream in recording.Streams)
        {
            script.Add(stream);
        }

        var client = new Client();
        script.Open(client);
        return (script, client);
    }

    private static void Send(SessionScript script, Client client, int id, string method)
    {
        Assert.True(
            script.Receive(client, id, RequestText.OfCommand($$"""{"id":{{id}},"method":"{{method}}"}""")));
        script.Advance();
    }

    private static string Sent(int id, string method, int call = 1) =>
        $$"""{"type":"command","call":{{call}},"json":{"id":{{id}},"method":"{{method}}"} }""";

    private static string Replied(int id, string result, int call = 1) =>
        $$$"""{"type":"message","call":{{{call}}},"json":{"id":{{{id}}},"result":{{{result}}} } }""";

    private static string Came(string json) => $$$"""{"type":"message","call":1,"json":{{{json}}} }""";

    private sealed class Client : IReplayClient
    {
        public List<string> Messages { get; } = [];

        public string? Closed { get; private set; }

        public void Send(byte[] message) => Messages.Add(System.Text.Encoding.UTF8.GetString(message));

        public void Close(RecordedClose close) => Closed = close.Reason;
    }
}
