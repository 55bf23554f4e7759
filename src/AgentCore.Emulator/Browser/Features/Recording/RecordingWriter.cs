using System.Buffers;
using System.Collections.Concurrent;
using System.IO.Compression;
using System.Text.Json;
using AgentCore.Emulator.Core;

namespace AgentCore.Emulator.Browser.Features.Recording;

/// <summary>
/// Writes one recording: its batches as they fill, each complete before it has its name, and its metadata with each.
/// When the disk is full, or the recording has its greatest length, it ends and says so; its session goes on. Used from
/// one task at a time.
/// </summary>
/// <param name="store">Where it is written.</param>
/// <param name="bucket">Its bucket.</param>
/// <param name="folder">The folder of the session, with a slash at its end.</param>
/// <param name="metadata">What is known of it at its start.</param>
/// <param name="time">The clock.</param>
/// <param name="log">Receives one line when it cannot be written.</param>
internal sealed class RecordingWriter(
    ObjectStore store, string bucket, string folder, RecordingMetadata metadata, TimeProvider time, ILogger log)
    : IDisposable
{
    private const long BatchBytes = 1024 * 1024;
    private const long MaxBytes = 512L * 1024 * 1024;
    private const int MaxPages = 1000;
    private static readonly TimeSpan BatchTime = TimeSpan.FromSeconds(5);

    private readonly ArrayBufferWriter<byte> _line = new();
    private readonly Dictionary<string, long> _events = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, long> _dropped = new(StringComparer.Ordinal);
    private readonly List<RecordedPage> _pages = [];
    private MemoryStream _batch = new();
    private GZipStream? _compressed;
    private long _batchLength;
    private long _batchBegan;
    private long _bytes;
    private int _batches;
    private string? _failure;
    private bool _failedToWrite;

    /// <summary>The passwords that must not be written.</summary>
    public RecordedText Text { get; } = new(time);

    /// <summary>The time (UTC).</summary>
    public DateTimeOffset Now => time.GetUtcNow();

    /// <summary>Whether events are still taken.</summary>
    public bool IsOpen => _failure is null;

    /// <summary>How long the current batch may wait for more.</summary>
    public TimeSpan Wait
    {
        get
        {
            if (_compressed is null || !IsOpen)
            {
                return Timeout.InfiniteTimeSpan;
            }

            var left = BatchTime - time.GetElapsedTime(_batchBegan);
            return left > TimeSpan.Zero ? left : TimeSpan.Zero;
        }
    }

    /// <summary>Writes the first metadata.</summary>
    public void Begin() => WriteMetadata();

    /// <summary>Adds one event.</summary>
    /// <param name="type">Its type.</param>
    /// <param name="at">When it happened.</param>
    /// <param name="page">Its page.</param>
    /// <param name="frame">Its frame, unless that is the whole page.</param>
    /// <param name="writeData">Writes its data, one JSON value.</param>
    public void Add(string type, DateTimeOffset at, string page, string? frame, Action<Utf8JsonWriter> writeData)
    {
        if (!IsOpen)
        {
            return;
        }

        _line.ResetWrittenCount();
        using (var json = new Utf8JsonWriter(_line, DeepJson.Writing))
        {
            json.WriteStartObject();
            json.WriteString("type", type);
            json.WriteNumber("timestamp", at.ToUnixTimeMilliseconds());
            json.WriteString("page", page);
            if (frame is not null)
            {
                json.WriteString("frame", frame);
            }

            json.WritePropertyName("data");
            writeData(json);
            json.WriteEndObject();
        }

        _line.Write("\n"u8);
        if (_bytes + _line.WrittenCount > MaxBytes)
        {
            Flush();
            Fail($"It has reached its greatest length, {MaxBytes / (1024 * 1024)} MiB.");
            return;
        }

        if (_compressed is null)
        {
            _compressed = new(_batch, CompressionLevel.Fastest, leaveOpen: true);
            _batchBegan = time.GetTimestamp();
        }

        _compressed.Write(_line.WrittenSpan);
        _batchLength += _line.WrittenCount;
        _bytes += _line.WrittenCount;
        _events[type] = _events.GetValueOrDefault(type) + 1;
        if (_batchLength >= BatchBytes)
        {
            Flush();
        }
    }

    /// <summary>Counts an event that was left out; from any thread.</summary>
    public void CountDropped(string type) => _dropped.AddOrUpdate(type, 1, static (_, count) => count + 1);

    /// <summary>Adds a page, or changes what is known of it.</summary>
    public void SetPage(string id, Func<RecordedPage, RecordedPage> change)
    {
        var index = _pages.FindIndex(page => page.Id == id);
        if (index >= 0)
        {
            _pages[index] = change(_pages[index]);
        }
        else if (_pages.Count < MaxPages)
        {
            _pages.Add(change(new(id, "", time.GetUtcNow())));
        }
    }

    /// <summary>Writes what waits, as a batch of its own.</summary>
    public void Flush()
    {
        if (_compressed is null || !IsOpen)
        {
            return;
        }

        _compressed.Dispose();
        _compressed = null;
        if (TryWrite($"batch_{_batches + 1}.ndjson.gz", _batch.GetBuffer().AsSpan(0, (int)_batch.Length)))
        {
            _batches++;
            WriteMetadata();
        }

        _batch = new();
        _batchLength = 0;
    }

    /// <summary>Ends the recording. It is complete on the disk when this returns, or says what is missing.</summary>
    public void End()
    {
        Flush();
        if (_failure is null && !_dropped.IsEmpty)
        {
            _failure = "More happened at once than could be recorded; 'dropped' counts what is missing.";
        }

        metadata = metadata with { State = State, EndedAt = time.GetUtcNow() };
        WriteMetadata();
    }

    /// <summary>Ends the recording early.</summary>
    /// <param name="reason">Why, as a sentence.</param>
    public void Fail(string reason)
    {
        if (_failure is null)
        {
            _failure = reason;
            log.LogWarning("The recording of session {SessionId} is incomplete: {Reason}", metadata.SessionId, reason);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _compressed?.Dispose();
        _batch.Dispose();
    }

    private string State => _failure is null ? RecordingState.Complete : RecordingState.Incomplete;

    private void WriteMetadata() => TryWrite("metadata.json", (metadata with
    {
        Reason = _failure,
        Pages = _pages,
        Batches = _batches,
        Events = _events,
        Dropped = _dropped,
        Bytes = _bytes,
    }).ToJson());

    // What cannot be written ends the recording, once; its end is tried all the same, since there may be room by then.
    private bool TryWrite(string name, ReadOnlySpan<byte> content)
    {
        try
        {
            store.Write(bucket, folder + name, content);
            return true;
        }
        catch (StorageException error)
        {
            if (!_failedToWrite)
            {
                _failedToWrite = true;
                Fail(error.Message);
            }

            return false;
        }
    }
}
