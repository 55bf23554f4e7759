using AgentCore.Emulator.Core;
using Xunit;

namespace Tests.Emulator.Core;

public sealed class SpillBufferTests
{
    [Theory]
    [InlineData(0, false)]
    [InlineData(1000, false)]
    [InlineData(3_000_000, true)]
    public void Bytes_come_back_as_they_were_written_and_many_are_in_a_file_without_a_name(int length, bool isInFile)
    {
        var bytes = new byte[length];
        new Random(length).NextBytes(bytes);
        using var buffer = new SpillBuffer();
        foreach (var piece in bytes.Chunk(70_000))
        {
            buffer.Write(piece);
        }

        Assert.Equal((length, isInFile), ((int)buffer.Length, buffer.IsInFile));
        Assert.Equal(bytes, buffer.ToArray());
        Assert.Equal(bytes, buffer.Read().SelectMany(piece => piece.ToArray()));
        Assert.Empty(Directory.GetFiles(Path.GetTempPath(), "agentcore-output-*"));

        buffer.Clear();
        buffer.Write([1, 2]);
        Assert.Equal([1, 2], buffer.ToArray());
    }
}
