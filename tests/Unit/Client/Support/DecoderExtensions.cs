using AgentCore.Client.Runtime.EventStream;

namespace Tests.Client.Support;

/// <summary>A message that outlives the decoder's buffer.</summary>
internal sealed record DecodedMessage(Dictionary<string, string?> Headers, byte[] Payload);

/// <summary>Uses the decoder as a test wants to: with bytes at hand, and messages to keep.</summary>
internal static class DecoderExtensions
{
    /// <summary>Takes in the next bytes of the stream.</summary>
    public static void Feed(this EventStreamDecoder decoder, ReadOnlySpan<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            var room = decoder.GetRoom().Span;
            var count = Math.Min(room.Length, bytes.Length);
            bytes[..count].CopyTo(room);
            decoder.Advance(count);
            bytes = bytes[count..];
        }
    }

    /// <summary>The next message with some of its headers; null while it is not complete.</summary>
    public static DecodedMessage? Next(this EventStreamDecoder decoder, params string[] headers)
    {
        if (!decoder.TryNext(out var frame))
        {
            return null;
        }

        var found = new Dictionary<string, string?>();
        foreach (var name in headers)
        {
            found[name] = frame.Headers.Find(System.Text.Encoding.UTF8.GetBytes(name));
        }

        return new DecodedMessage(found, frame.Payload.ToArray());
    }
}
