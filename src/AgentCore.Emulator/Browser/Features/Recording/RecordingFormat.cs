using System.Text.Json;
using System.Text.Json.Serialization;

namespace AgentCore.Emulator.Browser.Features.Recording;

/// <summary>What <c>metadata.json</c> says of a recording. Times are UTC, sizes in bytes.</summary>
internal sealed record RecordingMetadata
{
    /// <summary>The value of <see cref="Format"/>.</summary>
    public const string ThisFormat = "agentcore-emulator-recording";

    /// <summary>The value of <see cref="FormatVersion"/>.</summary>
    public const int ThisVersion = 1;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    /// <summary>Names the format; null in metadata that were not written yet, and in those of other programs.</summary>
    public string? Format { get; init; }

    /// <summary>Version of the format; one with a greater number cannot be read by this emulator.</summary>
    public int FormatVersion { get; init; } = ThisVersion;

    /// <summary>RECORDING, then COMPLETE or INCOMPLETE.</summary>
    public string? State { get; init; } = RecordingState.Recording;

    /// <summary>Why it is INCOMPLETE, as a sentence.</summary>
    public string? Reason { get; init; }

    /// <summary>The recorded session.</summary>
    public string? SessionId { get; init; }

    /// <summary>Its browser.</summary>
    public string? BrowserId { get; init; }

    /// <summary>Its region.</summary>
    public string? Region { get; init; }

    /// <summary>Its name; null when it has none.</summary>
    public string? Name { get; init; }

    /// <summary>When the session started.</summary>
    public DateTimeOffset StartedAt { get; init; }

    /// <summary>When the recording ended; null while it has not.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>Size of the pages in pixels.</summary>
    public RecordedSize ViewPort { get; init; } = new(0, 0);

    /// <summary>The recorder of the pages.</summary>
    public string? Recorder { get; init; } = "rrweb";

    /// <summary>The pages, in the order in which they were opened; the first thousand.</summary>
    public IReadOnlyList<RecordedPage>? Pages { get; init; } = [];

    /// <summary>Number of batches, which are called <c>batch_1.ndjson.gz</c> and on.</summary>
    public int Batches { get; init; }

    /// <summary>Number of events of each type.</summary>
    public IReadOnlyDictionary<string, long>? Events { get; init; } = new Dictionary<string, long>();

    /// <summary>Number of events of each type that were left out because there were too many at once.</summary>
    public IReadOnlyDictionary<string, long>? Dropped { get; init; } = new Dictionary<string, long>();

    /// <summary>Length of all events before compression.</summary>
    public long Bytes { get; init; }

    /// <summary>The file's content.</summary>
    public byte[] ToJson() => JsonSerializer.SerializeToUtf8Bytes(this with { Format = ThisFormat }, Json);

    /// <summary>Reads a file's content.</summary>
    /// <exception cref="JsonException">It is not the metadata of a recording.</exception>
    public static RecordingMetadata Read(ReadOnlySpan<byte> json) =>
        JsonSerializer.Deserialize<RecordingMetadata>(json, Json) ?? throw new JsonException("It is null.");
}

/// <summary>A page of a recording.</summary>
/// <param name="Id">Its id in the events: the target id of the DevTools protocol.</param>
/// <param name="Url">Its last address, without the values of its query.</param>
/// <param name="OpenedAt">When it was opened (UTC).</param>
/// <param name="ClosedAt">When it was closed (UTC); null while it is open.</param>
internal sealed record RecordedPage(string Id, string Url, DateTimeOffset OpenedAt, DateTimeOffset? ClosedAt = null)
{
    /// <summary>Its title at its last snapshot; null when it has none.</summary>
    public string? Title { get; init; }
}

/// <summary>A size in pixels.</summary>
internal sealed record RecordedSize(int Width, int Height);

/// <summary>The states of a recording.</summary>
internal static class RecordingState
{
    /// <summary>Its session is recorded, or the emulator was killed meanwhile.</summary>
    public const string Recording = "RECORDING";

    /// <summary>All is there.</summary>
    public const string Complete = "COMPLETE";

    /// <summary>A part is missing.</summary>
    public const string Incomplete = "INCOMPLETE";
}

/// <summary>The types of events, each the <c>type</c> of its lines.</summary>
internal static class RecordedType
{
    /// <summary>An event of rrweb: the document, what happens in it, and what is put into it.</summary>
    public const string Rrweb = "rrweb";

    /// <summary>Where the snapshot before it goes: the element of a frame in its page or in another frame.</summary>
    public const string Frame = "frame";

    /// <summary>What a page wrote to its console, or an error of its scripts.</summary>
    public const string Console = "console";

    /// <summary>A request and its response.</summary>
    public const string Network = "network";

    /// <summary>An event of the DevTools protocol.</summary>
    public const string DevTools = "devtools";
}
