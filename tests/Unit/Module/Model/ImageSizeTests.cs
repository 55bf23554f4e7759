using AgentCore;
using Xunit;

namespace Tests.Module.Model;

public sealed class ImageSizeTests
{
    [Theory]
    [InlineData("89504E470D0A1A0A0000000D4948445200000500000002D0", 1280, 720)]
    [InlineData("474946383961100120000000", 272, 32)]
    [InlineData("FFD8FFE000044A46FFC0000B080030004003", 64, 48)]
    [InlineData("FFD8FFC4000400FFFFC2000B080030004003", 64, 48)]
    public void Pixels_are_read_from_the_head(string hex, int width, int height) =>
        Assert.Equal((width, height), ImageSize.Read(Convert.FromHexString(hex)));

    [Theory]
    [InlineData("")]
    [InlineData("89504E470D0A1A0A0000000D49484452")]
    [InlineData("FFD8")]
    [InlineData("FFD8FFE0FFFF")]
    [InlineData("FFD8FFE00000FFE00000")]
    [InlineData("3C7376673E")]
    public void Other_bytes_have_no_size(string hex) => Assert.Null(ImageSize.Read(Convert.FromHexString(hex)));
}
