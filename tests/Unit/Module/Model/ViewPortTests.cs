using AgentCore;
using AgentCore.Errors;
using AgentCore.Service;
using Xunit;

namespace Tests.Module.Model;

public sealed class ViewPortTests
{
    [Theory]
    [InlineData("1280x720", 1280, 720)]
    [InlineData(" 320 X 240 ", 320, 240)]
    [InlineData("3840×2160", 3840, 2160)]
    public void Text_is_read(string text, int width, int height)
    {
        var size = ViewPort.Parse(text);
        Assert.Equal((width, height), (size.Width, size.Height));
    }

    [Theory]
    [InlineData("319x240", "319", "320 to 3840")]
    [InlineData("3841x240", "3841", "320 to 3840")]
    [InlineData("320x239", "239", "240 to 2160")]
    [InlineData("320x2161", "2161", "240 to 2160")]
    [InlineData("0x0", "0", "320 to 3840")]
    public void What_is_out_of_range_is_refused_with_value_and_limit(string text, string value, string limit)
    {
        var error = Assert.Throws<ArgumentException>(() => ViewPort.Parse(text));
        Assert.Contains(value, error.Message, StringComparison.Ordinal);
        Assert.Contains(limit, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("wide")]
    [InlineData("1280")]
    [InlineData("1280x")]
    [InlineData("-1280x720")]
    [InlineData("1280x720x3")]
    [InlineData("12800000000x720")]
    [InlineData("1280.5x720")]
    public void Other_text_is_refused_with_an_example(string text) =>
        Assert.Contains(
            "1280x720", Assert.Throws<ArgumentException>(() => ViewPort.Parse(text)).Message, StringComparison.Ordinal);

    [Fact]
    public void Half_a_view_port_is_not_sent()
    {
        Assert.Throws<AgentCoreException>(() => new ViewPort { Width = 800 }.ToWire());
        Assert.Null(((ViewPort?)null).ToWire());
    }
}
