using AgentCore.Emulator.Core;
using Microsoft.Extensions.Logging;
using Xunit;

namespace Tests.Emulator.Core;

public sealed class StandardErrorLogTests
{
    [Fact]
    public void Each_entry_is_a_line_with_its_error_and_all_are_written_at_the_end()
    {
        using var target = new MemoryStream();
        using (var log = new StandardErrorLog(target))
        {
            var logger = log.CreateLogger("Room.Type");
            Parallel.For(0, 1000, number => logger.LogInformation("entry {Number}", number));
            logger.LogError(new IOException("the disk\nis full"), "two\r\nlines");
        }

        var lines = System.Text.Encoding.UTF8.GetString(target.ToArray()).TrimEnd().Split(Environment.NewLine);
        Assert.Equal(
            Enumerable.Range(0, 1000).Select(number => $"info: Room.Type[0] entry {number}").Order(),
            lines[..^1].Order());
        Assert.Equal("fail: Room.Type[0] two lines System.IO.IOException: the disk is full", lines[^1]);
    }

    [Fact]
    public void A_target_that_nobody_reads_any_more_harms_nobody()
    {
        using var log = new StandardErrorLog(new BrokenStream());
        log.CreateLogger("Room.Type").LogWarning("unread");
    }

    private sealed class BrokenStream : MemoryStream
    {
        public override void Write(ReadOnlySpan<byte> buffer) => throw new IOException("Broken pipe");
    }
}
