using System.Globalization;
using System.Text;
using System.Text.Json;
using AgentCore.Client.Runtime.Marshalling;
using Amazon.BedrockAgentCore;
using Amazon.BedrockAgentCore.Model;
using Xunit;

namespace Tests.Client.Runtime.Marshalling;

/// <summary>What the reader takes, and what it gives back for that.</summary>
public sealed class JsonTests
{
    [Theory]
    [InlineData("\"2026-01-02T03:04:05Z\"", "2026-01-02T03:04:05.0000000Z")]
    [InlineData("\"2026-01-02T03:04:05.678Z\"", "2026-01-02T03:04:05.6780000Z")]
    [InlineData("\"2026-01-02T03:04:05.123456789Z\"", "2026-01-02T03:04:05.1234568Z")]
    [InlineData("\"2026-01-02T05:04:05+02:00\"", "2026-01-02T03:04:05.0000000Z")]
    [InlineData("\"Fri, 02 Jan 2026 03:04:05 GMT\"", "2026-01-02T03:04:05.0000000Z")]
    [InlineData("1767323045", "2026-01-02T03:04:05.0000000Z")]
    [InlineData("1767323045.678", "2026-01-02T03:04:05.6780000Z")]
    [InlineData("1.767323045678E9", "2026-01-02T03:04:05.6780000Z")]
    [InlineData("\"1767323045\"", "2026-01-02T03:04:05.0000000Z")]
    [InlineData("-1", "1969-12-31T23:59:59.0000000Z")]
    public void Timestamps_come_in_many_forms(string json, string expected)
    {
        var time = Read<BrowserSessionSummary>($$"""{"createdAt":{{json}}}""").CreatedAt!.Value;
        Assert.Equal(DateTimeKind.Utc, time.Kind);
        Assert.Equal(expected, time.ToString("O", CultureInfo.InvariantCulture));
    }

    [Theory]
    [InlineData("\"soon\"")]
    [InlineData("1e300")]
    [InlineData("true")]
    [InlineData("{}")]
    public void What_is_no_timestamp_is_said_to_be_none(string json) =>
        Assert.Throws<JsonException>(() => Read<BrowserSessionSummary>($$"""{"createdAt":{{json}}}"""));

    [Fact]
    public void Absent_members_are_null_and_so_are_nulls()
    {
        var empty = Read<GetBrowserSessionResponse>("{}");
        var nulls =
            Read<GetBrowserSessionResponse>("""{"createdAt":null,"status":null,"extensions":null,"viewPort":null}""");
        Assert.All(
            [empty, nulls],
            r => Assert.Equal((null, null, null, null), (r.CreatedAt, r.Status, r.Extensions, r.ViewPort)));
    }

    [Fact]
    public void An_unknown_member_of_a_union_leaves_all_its_members_unset()
    {
        var proxy = Read<ProxyConfiguration>("""{"proxies":[{"futureProxy":{"a":1}}]}""").Proxies!.Single();
        Assert.Null(proxy.ExternalProxy);
        var result = Read<InvokeBrowserResponse>("""{"result":{"teleport":{"status":"SUCCESS"}}}""").Result!;
        Assert.All(typeof(BrowserActionResult).GetProperties(), p => Assert.Null(p.GetValue(result)));
    }

    [Fact]
    public void An_unknown_value_of_an_enumeration_is_kept()
    {
        var status = Read<GetBrowserSessionResponse>("""{"status":"HIBERNATING"}""").Status!;
        Assert.Equal("HIBERNATING", status.Value);
        Assert.NotEqual(BrowserSessionStatus.READY, status);
        Assert.Equal(BrowserSessionStatus.READY, Read<GetBrowserSessionResponse>("""{"status":"READY"}""").Status);
    }

    [Fact]
    public void Bytes_are_base64_once_and_whole_wherever_the_position_is()
    {
        var bytes = Enumerable.Range(0, 67).Select(i => (byte)(i * 31)).ToArray();
        var stream = new MemoryStream();
        stream.Write(bytes);
        var json = Encoding.UTF8.GetString(JsonWriting.ToUtf8(new InputContentBlock { Path = "a", Blob = stream }));
        Assert.Equal($$"""{"path":"a","blob":"{{Convert.ToBase64String(bytes)}}"}""", json);
        var back = Read<ResourceContent>(json).Blob!;
        Assert.Equal(0, back.Position);
        Assert.Equal(bytes, back.ToArray());
    }

    [Fact]
    public void Part_of_a_buffer_is_written_as_that_part()
    {
        var stream = new MemoryStream([1, 2, 3, 4, 5], 1, 3, writable: false, publiclyVisible: true);
        var json = Encoding.UTF8.GetString(JsonWriting.ToUtf8(new InputContentBlock { Blob = stream }));
        Assert.Equal($$"""{"blob":"{{Convert.ToBase64String([2, 3, 4])}}"}""", json);
    }

    [Fact]
    public void Members_that_are_not_set_are_not_sent_but_empty_ones_are()
    {
        var arguments = new ToolArguments { DirectoryPath = "", Paths = [], ClearContext = false };
        var json = Encoding.UTF8.GetString(JsonWriting.ToUtf8(arguments));
        Assert.Equal("""{"clearContext":false,"paths":[],"directoryPath":""}""", json);
    }

    [Fact]
    public void Halves_of_a_surrogate_pair_are_kept()
    {
        Assert.Equal("a\udc80b", Stdout("""a\udc80b"""));
        Assert.Equal("\ud83d\n\"\\/\té", Stdout("""\ud83d\n\"\\\/\t\u00e9"""));
        Assert.Equal("🙂", Stdout("""\ud83d\ude42"""));
    }

    [Fact]
    public void Bytes_that_are_no_UTF8_are_replaced()
    {
        byte[] json = [.. "{\"stdout\":\"a"u8, 0xFF, .. "b\"}"u8];
        Assert.Equal("a\uFFFDb", JsonReading.ReadDocument(json, new ToolResultStructuredContent()).Stdout);
    }

    [Fact]
    public void Half_a_surrogate_pair_can_be_sent_as_a_replacement()
    {
        var json = Encoding.UTF8.GetString(JsonWriting.ToUtf8(new KeyTypeArguments { Text = "a\udc80" }));
        Assert.Equal("a\uFFFD", JsonSerializer.Deserialize<JsonElement>(json).GetProperty("text").GetString());
    }

    [Fact]
    public void Values_of_any_type_can_be_sent_beside_the_known_members()
    {
        var time = new DateTime(2026, 1, 2, 3, 4, 5, DateTimeKind.Utc);
        var arguments = new ToolArguments
        {
            AdditionalMembers = new()
            {
                ["text"] = "a\"b",
                ["flag"] = true,
                ["nothing"] = null,
                ["numbers"] = new object[] { 1, -2L, (byte)3, ulong.MaxValue, 0.5, 1.25m, double.NaN },
                ["times"] = new object[] { time, new DateTimeOffset(time) },
                ["bytes"] = new object[] { new byte[] { 1, 2 }, new MemoryStream([1, 2]) },
                ["map"] = new Dictionary<string, object?> { ["deep"] = new List<string> { "x" } },
                ["constant"] = ProgrammingLanguage.Python,
                ["element"] = JsonSerializer.SerializeToElement(new[] { 1 }),
            },
        };
        Assert.Equal(
            """
            {"text":"a\"b","flag":true,"nothing":null,"numbers":[1,-2,3,18446744073709551615,0.5,1.25,"NaN"],
            "times":["2026-01-02T03:04:05Z","2026-01-02T03:04:05+00:00"],"bytes":["AQI=","AQI="],
            "map":{"deep":["x"]},"constant":"python","element":[1]}
            """.ReplaceLineEndings(""),
            Encoding.UTF8.GetString(JsonWriting.ToUtf8(arguments)));
    }

    [Fact]
    public void What_JSON_lacks_or_contains_itself_cannot_be_sent()
    {
        var endless = new List<object?>();
        endless.Add(endless);
        foreach (var value in new object[] { endless, new Uri("https://example.com") })
        {
            var arguments = new ToolArguments { AdditionalMembers = new() { ["value"] = value } };
            Assert.Throws<JsonException>(() => JsonWriting.ToUtf8(arguments));
        }
    }

    [Theory]
    [InlineData(255, true)]
    [InlineData(256, false)]
    public void Nesting_has_a_bound(int depth, bool isRead)
    {
        var json = $$"""{"new":{{new string('[', depth)}}{{new string(']', depth)}},"stdout":"o"}""";
        if (isRead)
        {
            Assert.Equal("o", Read<ToolResultStructuredContent>(json).Stdout);
        }
        else
        {
            Assert.ThrowsAny<JsonException>(() => Read<ToolResultStructuredContent>(json));
        }
    }

    [Theory]
    [InlineData("""{"exitCode":0.5}""")]
    [InlineData("""{"exitCode":"0"}""")]
    [InlineData("""{"exitCode":2147483648}""")]
    [InlineData("""{"executionTime":"fast"}""")]
    [InlineData("""{"stdout":1}""")]
    [InlineData("""{"taskStatus":{}}""")]
    [InlineData("[]")]
    [InlineData("{} {}")]
    [InlineData("{")]
    [InlineData(" ")]
    public void A_value_of_another_type_is_an_error(string json) =>
        Assert.ThrowsAny<JsonException>(() => Read<ToolResultStructuredContent>(json));

    [Theory]
    [InlineData("0.711", 0.711)]
    [InlineData("7", 7)]
    [InlineData("\"NaN\"", double.NaN)]
    [InlineData("\"-Infinity\"", double.NegativeInfinity)]
    public void Numbers_may_be_those_that_JSON_lacks(string json, double expected) =>
        Assert.Equal(expected, Read<ToolResultStructuredContent>($$"""{"executionTime":{{json}}}""").ExecutionTime);

    private static string? Stdout(string escaped) =>
        Read<ToolResultStructuredContent>("{\"stdout\":\"" + escaped + "\"}").Stdout;

    private static T Read<T>(string json)
        where T : class, IJsonReadable, new() =>
        JsonReading.ReadDocument(Encoding.UTF8.GetBytes(json), new T());
}
