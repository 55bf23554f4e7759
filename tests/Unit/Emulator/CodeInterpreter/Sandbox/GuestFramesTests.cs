using System.Buffers.Binary;
using System.Text;
using AgentCore.Emulator.CodeInterpreter.Sandbox;
using Xunit;

namespace Tests.Emulator.CodeInterpreter.Sandbox;

public sealed class GuestFramesTests
{
    [Fact]
    public void A_frame_is_read_with_its_body()
    {
        var told = GuestFrames.Read(Frame("""{"event":"stdout","call":7}""", "hello"));
        Assert.Equal(("stdout", 7, "hello"), (told!.Event, told.Call, Encoding.UTF8.GetString(told.Body.Span)));
    }

    [Fact]
    public void The_end_is_no_frame() => Assert.Null(GuestFrames.Read(new MemoryStream()));

    [Theory]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("""{"event":null}""")]
    [InlineData("""{"event":7}""")]
    [InlineData("[]")]
    [InlineData("")]
    public void A_head_that_names_no_event_cannot_be_read(string head) =>
        Assert.Throws<InvalidDataException>(() => GuestFrames.Read(Frame(head, "")));

    private static MemoryStream Frame(string head, string body)
    {
        var lengths = new byte[8];
        BinaryPrimitives.WriteInt32BigEndian(lengths, head.Length);
        BinaryPrimitives.WriteInt32BigEndian(lengths.AsSpan(4), body.Length);
        return new([.. lengths, .. Encoding.UTF8.GetBytes(head + body)]);
    }
}
