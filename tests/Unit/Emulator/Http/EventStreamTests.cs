using System.Buffers.Binary;
using System.Text;
using System.Text.Json.Nodes;
using AgentCore.Emulator.Core;
using AgentCore.Emulator.Http;
using Xunit;

namespace Tests.Emulator.Http;

public sealed class EventStreamTests
{
    [Fact]
    public void An_empty_message_is_the_sixteen_bytes_of_the_published_example() =>
        Assert.Equal("000000100000000005C248EB7D98C8FF", Convert.ToHexString(Encode([], [])));

    [Fact]
    public void Every_recorded_message_is_encoded_to_the_same_bytes()
    {
        var streams = File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "Vectors", "operations.jsonl"))
            .Select(line => JsonNode.Parse(line)!["response"]!)
            .Where(response => (string?)response["headers"]!["content-type"] == "application/vnd.amazon.eventstream")
            .Select(response => Convert.FromBase64String((string)response["bodyBase64"]!))
            .ToArray();
        Assert.NotEmpty(streams);
        foreach (var stream in streams)
        {
            var rest = stream.AsMemory();
            while (rest.Length > 0)
            {
                var frame = rest[..BinaryPrimitives.ReadInt32BigEndian(rest.Span)];
                var (headers, payload) = TakeApart(frame.Span);
                Assert.Equal(frame.ToArray(), Encode(headers, payload));
                rest = rest[frame.Length..];
            }
        }
    }

    private static byte[] Encode((string Name, string Value)[] headers, byte[] payload)
    {
        using var written = new SpillBuffer();
        written.Write(payload);
        return [.. EventStreamFrame.Encode(headers, written).SelectMany(piece => piece.ToArray())];
    }

    private static ((string Name, string Value)[] Headers, byte[] Payload) TakeApart(ReadOnlySpan<byte> frame)
    {
        var headers = new List<(string, string)>();
        var end = 12 + BinaryPrimitives.ReadInt32BigEndian(frame[4..]);
        for (var at = 12; at < end;)
        {
            var name = Encoding.UTF8.GetString(frame.Slice(at + 1, frame[at]));
            at += 1 + frame[at];
            Assert.Equal(7, frame[at]); // a text
            var length = BinaryPrimitives.ReadUInt16BigEndian(frame[(at + 1)..]);
            headers.Add((name, Encoding.UTF8.GetString(frame.Slice(at + 3, length))));
            at += 3 + length;
        }

        return ([.. headers], frame[end..^4].ToArray());
    }
}
