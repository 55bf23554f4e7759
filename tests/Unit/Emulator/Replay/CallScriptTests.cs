using System.IO.Compression;
using System.Text;
using AgentCore.Emulator.Http;
using AgentCore.Emulator.Replay;
using Xunit;
using static Tests.Emulator.Replay.RecordingFiles;

namespace Tests.Emulator.Replay;

public sealed class CallScriptTests
{
    private const string OldMark = "0123456789abcdef0123456789abcdef";
    private const string NewMark = "ffffffffffffffffffffffffffffffff";

    [Fact]
    public void Equal_requests_get_their_responses_in_order_and_reads_the_last_again()
    {
        var script = new CallScript(Read(
            Call(1, "GetBrowser", "{}", "1"),
            Call(2, "CreateBrowser", """{"name":"a","tags":{"x":"1","y":"2"}}""", "2"),
            Call(3, "GetBrowser", "{}", "3")));
        Assert.Equal(
            ["1", "3", "3"], Enumerable.Range(0, 3).Select(_ => script.Take(Ask("GetBrowser", "{}")).Response));

        // The order of members and the client token do not matter.
        var create = Ask("CreateBrowser", $$"""{"tags":{"y":"2","x":"1"},"clientToken":"{{NewMark}}","name":"a"}""");
        Assert.Equal("2", script.Take(create).Response);
        var again = Assert.Throws<ServiceException>(() => script.Take(create));
        Assert.Equal((400, "ValidationException", "NotRecorded"), (again.Status, again.Code, again.Reason));
        Assert.Contains("CreateBrowser", again.Message, StringComparison.Ordinal);
        Assert.Contains("1 times, last in line 3", again.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Default_names_and_guids_may_differ_and_responses_have_those_of_this_run()
    {
        var script = new CallScript(Read(
            Call(1, "StartBrowserSession", """{"name":"browser-session-00000001"}""", "1"),
            Call(2, "StartBrowserSession", """{"name":"probe"}""", "2"),
            Call(
                3,
                "InvokeCodeInterpreter",
                $$"""{"command":"m='AC{{OldMark}}'; run"}""",
                $$"""{"stdout":"AC{{OldMark}}e:QQ==;"}"""),
            Call(4, "InvokeBrowser", """{"downloadPath":"/tmp/playwright-artifacts-aB3xYz"}""", "4")));
        Assert.Equal("1", script.Take(Ask("StartBrowserSession", """{"name":"browser-session-abcdef99"}""")).Response);
        Assert.Equal("browser-session-abcdef99", script.Words.ToCurrent("browser-session-00000001"));
        Assert.Throws<ServiceException>(() => script.Take(Ask("StartBrowserSession", """{"name":"other"}""")));
        var call = script.Take(Ask("InvokeCodeInterpreter", $$"""{"command":"m='AC{{NewMark}}'; run"}"""));
        Assert.Equal($$"""{"stdout":"AC{{NewMark}}e:QQ==;"}""", script.Words.ToCurrent(call.Response!));
        var download = script.Take(Ask("InvokeBrowser", """{"downloadPath":"/tmp/playwright-artifacts-000qQq"}"""));
        Assert.Equal("4", download.Response);
    }

    [Fact]
    public void What_is_packed_is_compared_by_its_content()
    {
        var script = new CallScript(Read(Call(
            1, "InvokeCodeInterpreter", $$"""{"command":"run {{Pack(OldMark, CompressionLevel.Fastest)}}"}""", "1")));
        var other = $$"""{"command":"run {{Pack("other", CompressionLevel.Fastest)}}"}""";
        Assert.Throws<ServiceException>(() => script.Take(Ask("InvokeCodeInterpreter", other)));
        var same = $$"""{"command":"run {{Pack(NewMark, CompressionLevel.SmallestSize)}}"}""";
        Assert.Equal("1", script.Take(Ask("InvokeCodeInterpreter", same)).Response);
    }

    [Fact]
    public void A_call_that_is_not_recorded_is_named_with_the_nearest_one()
    {
        var script = new CallScript(Read(
            Call(1, "InvokeCodeInterpreter", """{"name":"executeCode","arguments":{"code":"print(1)"}}""", "1"),
            Call(2, "InvokeCodeInterpreter", """{"name":"listFiles","arguments":{"path":""}}""", "2")));
        var missing = Assert.Throws<ServiceException>(() => script.Take(
            Ask("InvokeCodeInterpreter", """{"name":"executeCode","arguments":{"code":"print(2)"}}""")));
        string[] told =
            ["InvokeCodeInterpreter", "arguments.code=\"print(2)\"", "line 2", "arguments.code=\"print(1)\""];
        Assert.All(told, word => Assert.Contains(word, missing.Message, StringComparison.Ordinal));
        missing = Assert.Throws<ServiceException>(() => script.Take(Ask("ListBrowsers", "{}")));
        Assert.Contains("none of this operation", missing.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Secrets_are_left_out_of_recordings_and_of_what_is_compared_with_them()
    {
        var text = RequestText.WithoutSecrets("""
            {"url":"https://x/?X-Amz-Signature=abc&a=b","headers":{"Authorization":"Bearer abc","Accept":"*"},
            "list":[{"name":"Cookie","value":"abc"},{"name":"Accept","value":"*"}],"half":"\ud800","password":["abc"],
            "headersText":"HTTP/1.1 200 OK\r\nSet-Cookie: a=abc","cookieLine":"a=abc"}
            """u8);
        const string Safe = """
            {"url":"https://x/?X-Amz-Signature=***&a=b","headers":{"Authorization":"***","Accept":"*"},
            "list":[{"name":"Cookie","value":"***"},{"name":"Accept","value":"*"}],"half":"\ud800","password":"***",
            "headersText":"***","cookieLine":"***"}
            """;
        Assert.Equal(Safe.ReplaceLineEndings(""), text);
        var nested = string.Concat(Enumerable.Repeat("[", 50_000)) + string.Concat(Enumerable.Repeat("]", 50_000));
        Assert.Equal(nested, RequestText.WithoutSecrets(Encoding.UTF8.GetBytes(nested)));
    }

    private static string Pack(string content, CompressionLevel level)
    {
        using var packed = new MemoryStream();
        using (var zip = new GZipStream(packed, level))
        {
            zip.Write(Encoding.UTF8.GetBytes(content));
        }

        return Convert.ToBase64String(packed.ToArray());
    }
}
