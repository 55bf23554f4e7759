using AgentCore.Client.Runtime.EventStream;
using AgentCore.Emulator.Core;
using AgentCore.Emulator.Http;
using BenchmarkDotNet.Attributes;

namespace Benchmarks.Micro;

/// <summary>The decoder of event streams, on a megabyte of messages that come in portions of 16 KB.</summary>
[MemoryDiagnoser]
public class EventStreamBenchmarks
{
    private const int StreamBytes = 1024 * 1024;
    private const int PortionBytes = 16 * 1024;

    private byte[] _stream = [];

    /// <summary>Bytes of a message's payload.</summary>
    [Params(256, 64 * 1024)]
    public int Payload { get; set; }

    /// <summary>Makes the stream.</summary>
    [GlobalSetup]
    public void Setup()
    {
        using var payload = new SpillBuffer();
        payload.Write(new byte[Payload]);
        var message = EventStreamFrame.Encode(
            [(":event-type", "result"), (":content-type", "application/json"), (":message-type", "event")], payload);
        var bytes = message.SelectMany(piece => piece.ToArray()).ToArray();
        _stream = [.. Enumerable.Repeat(bytes, StreamBytes / bytes.Length).SelectMany(part => part)];
    }

    /// <summary>Decodes it.</summary>
    [Benchmark]
    public int Decode()
    {
        var decoder = new EventStreamDecoder();
        var messages = 0;
        for (var at = 0; at < _stream.Length;)
        {
            var room = decoder.GetRoom();
            var count = Math.Min(Math.Min(PortionBytes, room.Length), _stream.Length - at);
            _stream.AsMemory(at, count).CopyTo(room);
            decoder.Advance(count);
            at += count;
            while (decoder.TryNext(out _))
            {
                messages++;
            }
        }

        return messages;
    }
}
