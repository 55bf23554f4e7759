using System.Runtime.CompilerServices;
using AgentCore.Client.Runtime.EventStream;
using Tests.Client.Support;
using Xunit;

namespace Tests.Client.Runtime.EventStream;

[Collection(Alone.Name)]
public sealed class EventStreamMemoryTests
{
    [Fact]
    public void A_stream_of_any_length_takes_no_more_memory_than_its_largest_message()
    {
        var small = EventBytes.Text(new string('x', 4000));
        var decoder = new EventStreamDecoder();
        var before = GC.GetTotalMemory(forceFullCollection: true);
        ReadBigOne(decoder);
        for (var i = 0; i < 20_000; i++)
        {
            decoder.Feed(small);
            Assert.NotNull(decoder.Next());
        }

        // The big message took 8 MB and more; nothing of it is kept.
        Assert.InRange(GC.GetTotalMemory(forceFullCollection: true) - before, long.MinValue, 2 * 1024 * 1024);
        GC.KeepAlive(decoder);
    }

    // A method of its own, so that no local of the test keeps the message.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void ReadBigOne(EventStreamDecoder decoder)
    {
        foreach (var portion in EventBytes.Text(new string('y', 8 * 1024 * 1024)).Chunk(16 * 1024))
        {
            decoder.Feed(portion);
        }

        Assert.NotNull(decoder.Next());
        decoder.Complete();
    }
}
