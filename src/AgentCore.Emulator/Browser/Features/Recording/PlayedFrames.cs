using System.Text.Json;
using System.Text.Json.Nodes;

namespace AgentCore.Emulator.Browser.Features.Recording;

/// <summary>
/// Puts the documents of frames of other origins into the page that is played, as rrweb itself does where it may: a
/// snapshot becomes a change that adds a document to the frame's element, and all numbers of nodes become others.
/// </summary>
internal sealed class PlayedFrames
{
    // Each document has numbers from the next of these on.
    private const long Step = 1_000_000;
    private const int MaxDepth = 2000;
    private const int MaxWaiting = 32 * 1024 * 1024;
    private const int ViewportResize = 4;
    private const int Mutation = 0;
    private const int Selection = 14;
    private static readonly string[] Numbers = ["id", "parentId", "nextId", "previousId", "rootId", "styleId"];
    private readonly Dictionary<string, PlayedFrame> _frames = new(StringComparer.Ordinal);
    private long _last;

    /// <summary>Takes an event of a frame, and writes what can be played by now.</summary>
    /// <exception cref="JsonException">It is not of the form that rrweb and the recorder write.</exception>
    public void Add(RecordedEvent one, Utf8JsonWriter output)
    {
        try
        {
            Take(one, output);
        }
        catch (Exception error) when (error is InvalidOperationException or FormatException or ArgumentException)
        {
            throw new JsonException("A member has another type than it should have.", error);
        }
    }

    private void Take(RecordedEvent one, Utf8JsonWriter output)
    {
        if (!_frames.TryGetValue(one.Frame!, out var frame))
        {
            _frames[one.Frame!] = frame = new();
        }

        if (one.Type == RecordedType.Frame)
        {
            Place(frame, one, output);
        }
        else if (one.Type == RecordedType.Rrweb && one.Data.Length < MaxWaiting && Parse(one.Data) is { } parsed)
        {
            if ((int)Needed(parsed["type"]) == RrwebEvent.FullSnapshot)
            {
                frame.Offset = _last += Step;
                frame.Element = null;
                frame.Waiting.Clear();
                frame.WaitingBytes = 0;
            }

            if (frame.Element is not null)
            {
                Write(frame, parsed, output);
            }
            else if (frame.Offset > 0 && frame.WaitingBytes + one.Data.Length < MaxWaiting)
            {
                frame.Waiting.Add(parsed);
                frame.WaitingBytes += one.Data.Length;
            }
        }
    }

    // Where it goes is known a moment after the snapshot.
    private void Place(PlayedFrame frame, RecordedEvent one, Utf8JsonWriter output)
    {
        if (frame.Waiting.Count == 0 || Parse(one.Data) is not { } place)
        {
            return;
        }

        var above = (string?)place["in"] is { } parent ? _frames.GetValueOrDefault(parent)?.Offset ?? 0 : 0;
        frame.Element = above + (long)Needed(place["node"]);
        frame.Since = one.Timestamp;
        foreach (var waiting in frame.Waiting)
        {
            Write(frame, waiting, output);
        }

        frame.Waiting.Clear();
        frame.WaitingBytes = 0;
    }

    private static JsonObject? Parse(ReadOnlyMemory<byte> data)
    {
        try
        {
            return JsonNode.Parse(data.Span, null, new JsonDocumentOptions { MaxDepth = MaxDepth }) as JsonObject;
        }
        catch (JsonException)
        {
            return null; // nested too deep to be changed
        }
    }

    private static void Write(PlayedFrame frame, JsonObject one, Utf8JsonWriter output)
    {
        var (type, data) = ((int)Needed(one["type"]), one["data"] as JsonObject);
        if (data is null
            || type is not (RrwebEvent.FullSnapshot or RrwebEvent.Incremental)
            || (type == RrwebEvent.Incremental && (int?)data["source"] == ViewportResize))
        {
            return;
        }

        Renumber(data, frame.Offset);
        if (type == RrwebEvent.FullSnapshot)
        {
            var document = Needed(data["node"]).DeepClone();
            frame.Root = (long)Needed(document["id"]);
            SetRoot(document, frame.Root);
            data = new()
            {
                ["source"] = Mutation,
                ["texts"] = new JsonArray(),
                ["attributes"] = new JsonArray(),
                ["removes"] = new JsonArray(),
                ["adds"] = new JsonArray(
                    new JsonObject { ["parentId"] = frame.Element, ["nextId"] = null, ["node"] = document }),
                ["isAttachIframe"] = true,
            };
        }
        else if ((int?)data["source"] == Selection)
        {
            foreach (var range in Needed(data["ranges"]).AsArray())
            {
                var ends = Needed(range);
                ends["start"] = (long)Needed(ends["start"]) + frame.Offset;
                ends["end"] = (long)Needed(ends["end"]) + frame.Offset;
            }
        }
        else if (data["adds"] is JsonArray adds && (int?)data["source"] == Mutation)
        {
            foreach (var add in adds)
            {
                SetRoot(Needed(Needed(add)["node"]), frame.Root);
            }
        }

        new JsonObject
        {
            ["type"] = RrwebEvent.Incremental,
            ["data"] = data.Parent is null ? data : data.DeepClone(),
            ["timestamp"] = Math.Max((long)Needed(one["timestamp"]), frame.Since),
        }.WriteTo(output);
    }

    // Attributes of elements are left as they are: an element may have one that is called so.
    private static void Renumber(JsonNode? node, long offset)
    {
        if (node is JsonArray list)
        {
            foreach (var item in list)
            {
                Renumber(item, offset);
            }
        }
        else if (node is JsonObject members)
        {
            foreach (var (name, value) in members.ToArray())
            {
                if (value is JsonValue number && Numbers.Contains(name) && number.TryGetValue(out long id) && id > 0)
                {
                    members[name] = id + offset;
                }
                else if (name == "styleIds" && value is JsonArray styles)
                {
                    members[name] = new JsonArray(
                        [.. styles.Select(style => (JsonNode)((long)Needed(style) + offset))]);
                }
                else if (name != "attributes" || value is JsonArray)
                {
                    Renumber(value, offset);
                }
            }
        }
    }

    private static void SetRoot(JsonNode node, long root)
    {
        if ((int)Needed(node["type"]) != 0 && node["rootId"] is null)
        {
            node["rootId"] = root;
        }

        foreach (var child in node["childNodes"] as JsonArray ?? [])
        {
            SetRoot(Needed(child), root);
        }
    }

    private static JsonNode Needed(JsonNode? member) => member ?? throw new JsonException("A member is missing.");

    private sealed class PlayedFrame
    {
        public List<JsonObject> Waiting { get; } = [];

        public long WaitingBytes { get; set; }

        public long Offset { get; set; }

        public long? Element { get; set; }

        public long Root { get; set; }

        public long Since { get; set; }
    }
}
