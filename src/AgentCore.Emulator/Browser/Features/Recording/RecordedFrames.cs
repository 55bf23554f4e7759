using System.Collections.Concurrent;
using System.Text.Json;

namespace AgentCore.Emulator.Browser.Features.Recording;

/// <summary>
/// The frames of a browser and the recorders in them. A recorder is named by its CDP session and execution context.
/// Used from one task at a time, except for <see cref="Recorders"/>.
/// </summary>
internal sealed class RecordedFrames
{
    private readonly Dictionary<(string Session, long Context), string> _frames = [];
    private readonly ConcurrentDictionary<(string Session, long Context), bool> _recorders = new();
    private readonly Dictionary<string, string> _parents = new(StringComparer.Ordinal);

    // The frames that have events of their own.
    private readonly HashSet<string> _streams = new(StringComparer.Ordinal);

    /// <summary>All recorders.</summary>
    public IReadOnlyCollection<(string Session, long Context)> Recorders => [.. _recorders.Keys];

    /// <summary>Takes in that an execution context was created.</summary>
    public void AddContext(string session, JsonElement context)
    {
        var key = (session, context.GetProperty("id").GetInt64());
        if (context.TryGetProperty("auxData", out var more) && more.TryGetProperty("frameId", out var frame))
        {
            _frames[key] = frame.GetString()!;
        }

        if (context.GetProperty("name").GetString() == PageRecorder.World)
        {
            _recorders[key] = true;
        }
    }

    /// <summary>Takes in that an execution context is gone.</summary>
    public void RemoveContext((string Session, long Context) key)
    {
        _frames.Remove(key);
        _recorders.TryRemove(key, out _);
    }

    /// <summary>Takes in that all execution contexts of a CDP session are gone.</summary>
    public void RemoveContexts(string session)
    {
        foreach (var key in _frames.Keys.Where(key => key.Session == session).ToArray())
        {
            RemoveContext(key);
        }
    }

    /// <summary>Takes in that a frame is in another one.</summary>
    public void Attach(JsonElement parameters) =>
        _parents[parameters.GetProperty("frameId").GetString()!] =
            parameters.GetProperty("parentFrameId").GetString()!;

    /// <summary>Takes in that a frame is gone; one that gets a process of its own comes back at once.</summary>
    public void Detach(JsonElement parameters)
    {
        if (!parameters.TryGetProperty("reason", out var reason) || reason.GetString() != "swap")
        {
            var frame = parameters.GetProperty("frameId").GetString()!;
            _parents.Remove(frame);
            _streams.Remove(frame);
        }
    }

    /// <summary>Takes in that a frame, or a page, has events of its own.</summary>
    public void AddStream(string frame) => _streams.Add(frame);

    /// <summary>The frame of an execution context; null when it is not known.</summary>
    public string? FrameOf((string Session, long Context) key) => _frames.GetValueOrDefault(key);

    /// <summary>The recorders of a frame.</summary>
    public IEnumerable<(string Session, long Context)> RecordersOf(string frame) =>
        _recorders.Keys.Where(key => _frames.GetValueOrDefault(key) == frame).ToArray();

    /// <summary>The recorder of the frame that a frame is in; null when there is none.</summary>
    public (string Session, long Context)? RecorderAbove(string frame) =>
        _parents.TryGetValue(frame, out var parent) && RecordersOf(parent).ToArray() is [var at, ..] ? at : null;

    /// <summary>
    /// The nearest frame above another one that has events of its own, and with them the element of that frame; null
    /// when there is none yet.
    /// </summary>
    public string? StreamAbove(string frame)
    {
        var found = _parents.GetValueOrDefault(frame);
        while (found is not null && !_streams.Contains(found))
        {
            found = _parents.GetValueOrDefault(found);
        }

        return found;
    }

    /// <summary>The frames with events of their own whose element is in a frame, or in a page.</summary>
    public IEnumerable<string> StreamsIn(string frame) =>
        _streams.Where(one => StreamAbove(one) == frame).ToArray();
}
