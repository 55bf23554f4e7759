using AgentCore;
using Xunit;

namespace Tests.Module.Model;

public sealed class DurationTests
{
    [Theory]
    [InlineData("45s", 45)]
    [InlineData("90m", 5400)]
    [InlineData("1h", 3600)]
    [InlineData("1.5H", 5400)]
    [InlineData("2d", 172_800)]
    [InlineData("1h30m", 5400)]
    [InlineData(" 1h ", 3600)]
    [InlineData("1:00:00", 3600)]
    [InlineData("2.00:00:00", 172_800)]
    [InlineData("0:0:1", 1)]
    public void A_number_with_its_unit_and_a_time_span_are_read(string text, int seconds) =>
        Assert.Equal(TimeSpan.FromSeconds(seconds), Duration.Parse(text));

    [Theory]
    [InlineData("60")]
    [InlineData("1.5")]
    [InlineData("-60")]
    [InlineData("6e1")]
    public void A_bare_number_is_refused(string input)
    {
        var error = Assert.Throws<ArgumentException>(() => Duration.Parse(input));
        Assert.Contains("has no unit", error.Message, StringComparison.Ordinal);
        Assert.Contains("90m", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("0s")]
    [InlineData("-1h")]
    [InlineData("-1:00:00")]
    [InlineData("0.5s")]
    public void Less_than_a_second_is_refused(string text)
    {
        var error = Assert.Throws<ArgumentException>(() => Duration.Parse(text));
        Assert.Contains($"'{text}' is not valid: one second is the minimum", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("soon")]
    [InlineData("1 h")]
    [InlineData("1w")]
    [InlineData("1h\n1")]
    [InlineData("999999999d")]
    [InlineData("25:61")]
    public void Other_text_is_refused(string text) =>
        Assert.Throws<ArgumentException>(() => Duration.Parse(text));

    [Fact]
    public void Sixty_ticks_are_refused() =>
        Assert.Throws<ArgumentException>(() => Duration.Positive(new TimeSpan(60)));
}
