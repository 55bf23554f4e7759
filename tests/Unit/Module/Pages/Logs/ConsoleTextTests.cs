using System.Text.Json;
using AgentCore.Pages.Logs;
using Xunit;

namespace Tests.Module.Pages.Logs;

public sealed class ConsoleTextTests
{
    public static IEnumerable<TheoryDataRow<string, string>> Logged =>
    [
        new("""[{"type":"string","value":"Sold"},{"type":"number","value":3}]""", "Sold 3"),
        new("""[{"type":"undefined"},{"type":"object","subtype":"null","value":null}]""", "undefined null"),
        new("""[{"type":"number","unserializableValue":"NaN","description":"NaN"}]""", "NaN"),
        new(
            """
            [{"type":"string","value":"%c%d of %s"},{"type":"string","value":"color: red"},
            {"type":"number","value":2},{"type":"string","value":"3%"}]
            """,
            "2 of 3%"),
        new("""[{"type":"string","value":"100%% of %s"}]""", "100%% of %s"),
        new("""[{"type":"string","value":"100%% of %s, %s"},{"type":"string","value":"us"}]""", "100% of us, %s"),
        new(
            """
            [{"type":"object","subtype":"error","description":"Error: no\n    at x",
            "preview":{"type":"object","description":"Error: no","overflow":false,"properties":[]}}]
            """,
            "Error: no\n    at x"),
        new(
            """
            [{"type":"object","description":"Map(1)","subtype":"map","preview":{"type":"object","subtype":"map",
            "description":"Map(1)","overflow":false,"properties":[],"entries":[
            {"key":{"type":"string","description":"a","overflow":false,"properties":[]},
            "value":{"type":"number","description":"1","overflow":false,"properties":[]}}]}}]
            """,
            "Map(1) {'a' => 1}"),
        new(
            """
            [{"type":"object","description":"Object","preview":{"type":"object","description":"Object","overflow":true,
            "properties":[{"name":"a","type":"string","value":"x"},{"name":"b","type":"function"}]}}]
            """,
            "{a: 'x', b: function, …}"),
        new("[]", ""),
    ];

    [Theory]
    [MemberData(nameof(Logged))]
    public void What_a_script_logs_reads_as_in_a_console(string arguments, string expected) =>
        Assert.Equal(expected, ConsoleText.Of(JsonDocument.Parse(arguments).RootElement));

    [Fact]
    public void A_long_text_is_cut_and_no_character_is_parted()
    {
        var text = ConsoleText.Cut(new string('x', 9_998) + "😀" + new string('y', 100));
        Assert.Equal(new string('x', 9_998) + "…", text);
        Assert.Equal(new string('x', 10_000), ConsoleText.Cut(new string('x', 10_000)));
    }
}
