using System.IO.Hashing;
using AgentCore.Client.Runtime.EventStream;
using Xunit;

namespace Tests.Client.Runtime.EventStream;

public sealed class ChecksumTests
{
    // The check value of the catalogue of CRC algorithms (CRC-32/ISO-HDLC), and others that are widely published.
    [Theory]
    [InlineData("", 0u)]
    [InlineData("a", 0xE8B7BE43u)]
    [InlineData("123456789", 0xCBF43926u)]
    [InlineData("The quick brown fox jumps over the lazy dog", 0x414FA339u)]
    public void It_is_the_crc_that_everybody_has(string text, uint expected) =>
        Assert.Equal(expected, Checksum.Of(System.Text.Encoding.ASCII.GetBytes(text)));

    [Fact]
    public void It_is_that_of_another_implementation_for_every_length_and_place()
    {
        var bytes = new byte[70_000];
        new Random(7).NextBytes(bytes);
        foreach (var length in Enumerable.Range(0, 600).Append(65_536).Append(65_579))
        {
            var part = bytes.AsSpan(length % 17, length);
            Assert.Equal(Crc32.HashToUInt32(part), Checksum.Of(part));
        }
    }

    [Fact]
    public void Zeros_at_the_beginning_count()
    {
        Assert.NotEqual(Checksum.Of(new byte[64]), Checksum.Of(new byte[80]));
        Assert.Equal(Crc32.HashToUInt32(new byte[1000]), Checksum.Of(new byte[1000]));
    }
}
