using AgentCore.Client.Runtime.EventStream;
using AgentCore.Client.Runtime.Marshalling;
using Tests.Client.Support;
using Amazon.BedrockAgentCore.Model;
using Amazon.Runtime.EventStreams;
using Xunit;

namespace Tests.Client.Runtime.EventStream;

public sealed class EventStreamDecoderTests
{
    private static readonly byte[] Two = [.. EventBytes.Text("one"), .. EventBytes.Text("two")];

    [Fact]
    public void Hands_on_a_message_with_its_last_byte_and_not_before()
    {
        var first = EventBytes.Text("one");
        var decoder = new EventStreamDecoder();
        for (var i = 0; i < first.Length - 1; i++)
        {
            decoder.Feed(first.AsSpan(i, 1));
            Assert.Null(decoder.Next());
        }

        decoder.Feed(first.AsSpan(^1));
        Assert.NotNull(decoder.Next());
        Assert.Null(decoder.Next());
        decoder.Complete();
    }

    [Fact]
    public void Reads_the_same_wherever_the_bytes_are_cut_into_portions()
    {
        for (var at = 0; at <= Two.Length; at++)
        {
            var decoder = new EventStreamDecoder();
            decoder.Feed(Two.AsSpan(0, at));
            var frames = Drain(decoder);
            decoder.Feed(Two.AsSpan(at));
            frames.AddRange(Drain(decoder));
            decoder.Complete();
            Assert.Equal(["one", "two"], frames.Select(f => TextOf(f)));
        }
    }

    [Fact]
    public void Reads_every_type_of_header()
    {
        byte[] headers =
        [
            .. EventBytes.Header("yes", 0, []),
            .. EventBytes.Header("no", 1, []),
            .. EventBytes.Header("byte", 2, [0xFF]),
            .. EventBytes.Header("short", 3, [0x01, 0x00]),
            .. EventBytes.Header("int", 4, [0xFF, 0xFF, 0xFF, 0xFE]),
            .. EventBytes.Header("long", 5, [0, 0, 0, 1, 0, 0, 0, 0]),
            .. EventBytes.Header("bytes", 6, [0, 2, 0xAB, 0xCD]),
            .. EventBytes.StringHeader("text", "h☕"),
            .. EventBytes.Header("time", 8, [0, 0, 0, 0, 0, 0, 0x03, 0xE8]),
            .. EventBytes.Header("uuid", 9, Enumerable.Range(0, 16).Select(i => (byte)i).ToArray()),
        ];
        var decoder = new EventStreamDecoder();
        decoder.Feed(EventBytes.Message(headers, [1, 2, 3]));
        var expected = new Dictionary<string, string?>
        {
            ["yes"] = "true",
            ["no"] = "false",
            ["byte"] = "-1",
            ["short"] = "256",
            ["int"] = "-2",
            ["long"] = "4294967296",
            ["bytes"] = "q80=",
            ["text"] = "h☕",
            ["time"] = "1000",
            ["uuid"] = "00-01-02-03-04-05-06-07-08-09-0A-0B-0C-0D-0E-0F",
            ["another"] = null,
        };
        var frame = decoder.Next([.. expected.Keys])!;
        Assert.Equal([1, 2, 3], frame.Payload);
        Assert.Equivalent(expected, frame.Headers, strict: true);
    }

    [Fact]
    public void Of_headers_with_the_same_name_the_last_one_counts()
    {
        var decoder = new EventStreamDecoder();
        decoder.Feed(EventBytes.Message([("name", "first"), ("other", "x"), ("name", "last")], ""));
        Assert.Equal("last", decoder.Next("name")!.Headers["name"]);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(1000)]
    [InlineData(20_000)]
    [InlineData(150_000)]
    [InlineData(700_000)]
    [InlineData(3_000_000)]
    public void Messages_of_any_length_follow_one_another(int length)
    {
        string[] texts = [new('a', length), "b", new('c', length), new('d', length / 2), "e"];
        byte[] bytes = [.. texts.SelectMany(EventBytes.Text)];
        var decoder = new EventStreamDecoder();
        var frames = new List<DecodedMessage>();
        foreach (var portion in bytes.Chunk(10_007))
        {
            decoder.Feed(portion);
            frames.AddRange(Drain(decoder));
        }

        decoder.Complete();
        Assert.Equal(texts, frames.Select(TextOf));
    }

    [Fact]
    public void One_changed_bit_anywhere_is_reported_as_a_change_on_the_way()
    {
        var message = EventBytes.Text("one");
        for (var bit = 0; bit < message.Length * 8; bit++)
        {
            var changed = (byte[])message.Clone();
            changed[bit / 8] ^= (byte)(1 << (bit % 8));
            var decoder = new EventStreamDecoder();
            decoder.Feed(changed);
            Assert.Throws<EventStreamChecksumFailureException>(() => decoder.Next());
        }
    }

    [Fact]
    public void A_stream_that_ends_within_a_message_is_reported_as_cut()
    {
        for (var length = 1; length < Two.Length; length++)
        {
            var decoder = new EventStreamDecoder();
            decoder.Feed(Two.AsSpan(0, length));
            Drain(decoder);
            if (length == EventBytes.Text("one").Length)
            {
                decoder.Complete();
            }
            else
            {
                Assert.Contains(
                    "cut", Assert.Throws<EndOfStreamException>(decoder.Complete).Message, StringComparison.Ordinal);
            }
        }
    }

    [Theory]
    [InlineData(15, 0)]
    [InlineData(0, 0)]
    [InlineData(16, 1)]
    [InlineData(100, 85)]
    [InlineData(100, uint.MaxValue)]
    [InlineData(uint.MaxValue, 0)]
    [InlineData((160 * 1024 * 1024) + 1, 0)]
    public void Lengths_that_cannot_be_are_refused_at_once(uint total, uint headers)
    {
        var decoder = new EventStreamDecoder();
        decoder.Feed(EventBytes.Prelude(total, headers));
        Assert.Throws<EventStreamParseException>(() => decoder.Next());
    }

    [Theory]
    [InlineData(new byte[] { 200 })]
    [InlineData(new byte[] { 1, (byte)'a' })]
    [InlineData(new byte[] { 1, (byte)'a', 10 })]
    [InlineData(new byte[] { 1, (byte)'a', 7, 0xFF, 0xFF, 1 })]
    [InlineData(new byte[] { 1, (byte)'a', 9, 1 })]
    public void Headers_that_do_not_fit_their_room_are_refused(byte[] headers)
    {
        var decoder = new EventStreamDecoder();
        decoder.Feed(EventBytes.Message(headers, []));
        Assert.Throws<EventStreamParseException>(() => decoder.Next());
    }

    [Fact]
    public void What_is_only_announced_takes_no_memory()
    {
        var prelude = EventBytes.Prelude(EventStreamDecoder.DefaultLongestMessage, 0);
        var before = GC.GetAllocatedBytesForCurrentThread();
        var decoder = new EventStreamDecoder();
        decoder.Feed(prelude);
        Assert.Null(decoder.Next());
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 64 * 1024);
    }

    private static string TextOf(DecodedMessage frame) =>
        JsonReading.ReadDocument(frame.Payload, new CodeInterpreterResult()).Content![0].Text!;

    private static List<DecodedMessage> Drain(EventStreamDecoder decoder)
    {
        var frames = new List<DecodedMessage>();
        while (decoder.Next() is { } frame)
        {
            frames.Add(frame);
        }

        return frames;
    }
}
