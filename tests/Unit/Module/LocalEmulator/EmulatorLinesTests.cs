using AgentCore.LocalEmulator;
using Xunit;

namespace Tests.Module.LocalEmulator;

public sealed class EmulatorLinesTests
{
    [Theory]
    [InlineData("""{"ready":true,"url":"http://127.0.0.1:9580","accessKey":"A"}""", "http://127.0.0.1:9580")]
    [InlineData("""{"ready":false,"url":"http://127.0.0.1:9580"}""", null)]
    [InlineData("""{"url":"http://127.0.0.1:9580"}""", null)]
    [InlineData("""["ready"]""", null)]
    [InlineData("listening", null)]
    [InlineData("", null)]
    public void Only_the_ready_line_gives_an_address(string line, string? url) =>
        Assert.Equal(url, ReadyLine.Read(line));

    [Fact]
    public void Checks_are_read_from_a_list_or_one_by_one()
    {
        const string Check =
            """{"name":"Chromium","status":"Failed","detail":"not found","remedy":"apt-get install chromium"}""";
        var single = Assert.Single(EmulatorDoctor.Read(Check));
        Assert.Equal(("Chromium", "Failed", "not found", "apt-get install chromium"), (
            single.Name, single.Status, single.Detail, single.Remedy));
        Assert.Equal(2, EmulatorDoctor.Read($"[{Check},{Check}]").Count);
        Assert.Empty(EmulatorDoctor.Read(" "));
        Assert.Null(EmulatorDoctor.Read("""{"name":"x","status":"Passed","remedy":null}""")[0].Remedy);
    }

    [Fact]
    public void Of_a_rejected_command_line_the_error_is_kept_with_the_cmdlets_parameters()
    {
        var lines = new ErrorTail();
        lines.Add("--clock-skew must be a duration, is '5'.");
        Assert.Null(lines.RejectedOptions);
        lines.Add("Runs a local emulator of Amazon Bedrock AgentCore until it is stopped. When it takes requests,");
        lines.Add("  Runs a local emulator.");
        Assert.Equal("-ClockSkew must be a duration, is '5'.", lines.RejectedOptions);
    }

    [Fact]
    public void Only_the_last_lines_are_kept()
    {
        var lines = new ErrorTail();
        foreach (var number in Enumerable.Range(1, 20))
        {
            lines.Add($"line {number}");
        }

        lines.Add(null);
        var text = lines.ToString();
        Assert.StartsWith("line 9", text, StringComparison.Ordinal);
        Assert.EndsWith("line 20", text, StringComparison.Ordinal);
    }
}
