using System.Numerics;
using AgentCore.Pages.Scripts;
using Xunit;

namespace Tests.Module.Pages.Scripts;

public sealed class JavaScriptLiteralTests
{
    public static IEnumerable<TheoryDataRow<object?, string>> Values =>
    [
        new(null, "null"),
        new(true, "true"),
        new(42L, "42"),
        new(9_007_199_254_740_991L, "9007199254740991"),
        new(-9_007_199_254_740_992L, "-9007199254740992n"),
        new(BigInteger.Pow(10, 30), "1000000000000000000000000000000n"),
        new(0.1, "0.1"),
        new(double.NaN, "NaN"),
        new(double.NegativeInfinity, "(-Infinity)"),
        new(1.10m, "1.10"),
        new("a\"b\n", "\"a\\u0022b\\n\""),
        new(DateTimeOffset.FromUnixTimeMilliseconds(1234), "new Date(1234)"),
        new(new object?[] { 1L, null }, "[1,null,]"),
        new(new Dictionary<string, object?> { ["__proto__"] = 1L }, "{[\"__proto__\"]:1,}"),
        new(new byte[] { 255 }, "Uint8Array.from(atob('/w=='),(letter)=>letter.charCodeAt(0))"),
    ];

    [Theory]
    [MemberData(nameof(Values))]
    public void Plain_data_becomes_source(object? value, string source) =>
        Assert.Equal(source, JavaScriptLiteral.Of(value));

    [Fact]
    public void No_text_ends_the_literal_it_stands_in()
    {
        var source = JavaScriptLiteral.Of("</script>\u2028'`${x}\\");
        Assert.StartsWith("\"", source, StringComparison.Ordinal);
        Assert.DoesNotContain(source[1..^1], letter => letter is '"' or '\u2028' or '<');
    }
}
