using AgentCore.Client.Runtime.EventStream;
using Tests.Client.Support;
using Amazon.BedrockAgentCore;
using Amazon.BedrockAgentCore.Model;
using Amazon.Runtime.EventStreams;
using Xunit;

namespace Tests.Client.Runtime.EventStream;

/// <summary>Whatever bytes come: an event, a typed error, or a request for more. Nothing else.</summary>
public sealed class EventStreamProperties
{
    [Fact]
    public void The_decoder_is_at_a_loss_for_no_bytes()
    {
        var (frames, errors, more) = (0, 0, 0);
        Checked.ForAll(HostileBytes.Generator, 100_000, input =>
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            var decoder = new EventStreamDecoder();
            try
            {
                foreach (var portion in input.Bytes.Chunk(input.Portion))
                {
                    decoder.Feed(portion);
                    while (decoder.Next() is not null)
                    {
                        frames++;
                    }

                    more++;
                }

                decoder.Complete();
            }
            catch (Exception e) when (IsExpected(e))
            {
                errors++;
            }

            // The longest input has some hundred bytes, whatever lengths it announces.
            Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 128 * 1024);
        });

        // Each of the three outcomes was seen often, so the inputs were no monotonous heap of errors.
        Assert.True(frames > 10_000 && errors > 10_000 && more > 10_000, $"{frames} {errors} {more}");
    }

    [Fact]
    public void The_stream_of_events_is_at_a_loss_for_no_bytes() =>
        Checked.ForAll(HostileBytes.Generator, 20_000, input => ReadAsync(input).GetAwaiter().GetResult());

    private static async Task ReadAsync(HostileBytes input)
    {
        try
        {
            await foreach (var item in new CodeInterpreterStreamOutput(new MemoryStream(input.Bytes)))
            {
                Assert.IsType<CodeInterpreterResult>(item);
            }
        }
        catch (Exception e) when (IsExpected(e) || e is AmazonBedrockAgentCoreException)
        {
            Assert.NotEmpty(e.Message);
        }
    }

    private static bool IsExpected(Exception e) =>
        e is EventStreamChecksumFailureException or EventStreamParseException or EndOfStreamException;
}
