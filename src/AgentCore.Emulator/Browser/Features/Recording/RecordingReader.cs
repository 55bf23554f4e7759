using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using AgentCore.Emulator.Core;

namespace AgentCore.Emulator.Browser.Features.Recording;

/// <summary>Finds and reads the recordings among the objects, whole, cut or foreign ones.</summary>
/// <param name="store">The objects.</param>
/// <param name="isLive">Whether a session is live, given its id; its recording is not cut.</param>
internal sealed partial class RecordingReader(ObjectStore store, Func<string, bool> isLive)
{
    private const string MetadataName = "metadata.json";
    private const long LongestMetadata = 4 * 1024 * 1024;

    /// <summary>
    /// All recordings, the newest first: those of this emulator, and folders that look like one.
    /// </summary>
    /// <exception cref="StorageException">A folder cannot be read.</exception>
    public IReadOnlyList<Recording> List() =>
    [
        .. store.Buckets
            .SelectMany(bucket => store.List(bucket)
                .GroupBy(found => found.Key[..(found.Key.LastIndexOf('/') + 1)])
                .Select(folder => Describe(bucket, folder.Key, [.. folder])))
            .OfType<Recording>()
            .OrderByDescending(recording => recording.Metadata.StartedAt)
            .ThenBy(recording => recording.Address, StringComparer.Ordinal),
    ];

    /// <summary>A recording; null when there is none in this folder.</summary>
    /// <param name="bucket">Its bucket.</param>
    /// <param name="folder">Its folder, with a slash at its end.</param>
    public Recording? Find(string bucket, string folder) => Describe(
        bucket,
        folder,
        [.. store.List(bucket, folder).Where(found => found.Key.LastIndexOf('/') == folder.Length - 1)]);

    /// <summary>
    /// The events of a recording in the order in which they were written, as long as they can be read.
    /// </summary>
    /// <param name="recording">The recording.</param>
    /// <param name="report">Receives a sentence when the rest cannot be read.</param>
    public IEnumerable<RecordedEvent> Read(Recording recording, Action<string> report)
    {
        for (var number = 1; number <= recording.Batches; number++)
        {
            var name = $"batch_{number.ToString(CultureInfo.InvariantCulture)}.ndjson.gz";
            if (store.Find(recording.Bucket, recording.Folder + name) is not { } batch)
            {
                report($"{name} of {recording.Address} is missing; what follows it is not shown.");
                yield break;
            }

            var damage = $"{name} of {recording.Address} is damaged; what follows the damage is not shown.";
            if (batch.Length == 0)
            {
                report(damage); // an empty file would decompress to nothing
                yield break;
            }

            using var lines = new RecordedLines(store.OpenRead(recording.Bucket, batch.Key));
            while (true)
            {
                RecordedEvent? read;
                try
                {
                    read = lines.Next() is { } line ? RecordedEvent.Read(line) : null;
                }
                catch (Exception error) when (
                    error is InvalidDataException or IOException or JsonException or InvalidOperationException)
                {
                    report(damage);
                    yield break;
                }

                if (read is null)
                {
                    break;
                }

                yield return read;
            }
        }
    }

    /// <summary>
    /// Writes what a player needs of one page: a JSON object with the array <c>events</c>, whose elements have type,
    /// timestamp, frame and data as they were recorded, and with <c>problem</c>, a sentence when the recording is cut,
    /// damaged or foreign, else null.
    /// </summary>
    /// <param name="recording">The recording.</param>
    /// <param name="page">Id of the page.</param>
    /// <param name="output">Receives the JSON.</param>
    /// <param name="cancellationToken">Stops the writing.</param>
    public async Task WritePageAsync(
        Recording recording, string page, Stream output, CancellationToken cancellationToken)
    {
        var problem = recording.Problem;
        await using var json = new Utf8JsonWriter(output, DeepJson.Writing);
        json.WriteStartObject();
        json.WriteStartArray("events");
        foreach (var one in Read(recording, sentence => problem = sentence).Where(
            one => one.Page == page && one.Type is (RecordedType.Rrweb or RecordedType.Frame)))
        {
            json.WriteStartObject();
            json.WriteString("type", one.Type);
            json.WriteNumber("timestamp", one.Timestamp);
            json.WriteString("frame", one.Frame);
            json.WritePropertyName("data");
            json.WriteRawValue(one.Data.Span, skipInputValidation: true);
            json.WriteEndObject();
            if (json.BytesPending > 64 * 1024)
            {
                await json.FlushAsync(cancellationToken);
            }
        }

        json.WriteEndArray();
        json.WriteString("problem", problem);
        json.WriteEndObject();
        await json.FlushAsync(cancellationToken);
    }

    private Recording? Describe(string bucket, string folder, IReadOnlyList<StoredObject> files)
    {
        var batches = files.Select(file => BatchName().Match(file.Key[folder.Length..]))
            .Where(name => name.Success)
            .Select(name => int.Parse(name.Groups[1].Value, CultureInfo.InvariantCulture))
            .DefaultIfEmpty(0)
            .Max();
        var file = files.FirstOrDefault(file => file.Key == folder + MetadataName);
        if (folder.Length == 0 || (file is null && batches == 0))
        {
            return null;
        }

        var metadata = file is null ? null : TryRead(bucket, file);
        if (metadata is not { Format: RecordingMetadata.ThisFormat })
        {
            return batches == 0 ? null : new(
                bucket,
                folder,
                new() { Format = metadata?.Format, State = null, StartedAt = files.Max(one => one.LastModified) },
                0,
                $"s3://{bucket}/{folder} is not a recording of this emulator, which cannot play it.");
        }

        var readable = metadata.FormatVersion > RecordingMetadata.ThisVersion ? 0 : Math.Max(batches, metadata.Batches);
        return new(bucket, folder, metadata, readable, ProblemOf(metadata))
        {
            IsLive = IsLive(metadata),
        };
    }

    private bool IsLive(RecordingMetadata metadata) =>
        metadata is { State: RecordingState.Recording, SessionId: { } session } && isLive(session);

    private string? ProblemOf(RecordingMetadata metadata) =>
        metadata.FormatVersion > RecordingMetadata.ThisVersion
            ? $"It was written by a newer emulator, in version {metadata.FormatVersion} of the format; "
                + $"this one reads version {RecordingMetadata.ThisVersion}."
            : metadata.State == RecordingState.Complete || IsLive(metadata) ? null
            : metadata.State == RecordingState.Incomplete ? metadata.Reason ?? "A part of it is missing."
            : "It is cut: the emulator ended while it recorded. What it had written until then is shown.";

    private RecordingMetadata? TryRead(string bucket, StoredObject file)
    {
        try
        {
            if (file.Length > LongestMetadata)
            {
                return null;
            }

            using var content = store.OpenRead(bucket, file.Key);
            using var copy = new MemoryStream();
            content.CopyTo(copy);
            return RecordingMetadata.Read(copy.ToArray());
        }
        catch (Exception error) when (error is JsonException or StorageException or IOException)
        {
            return null; // it counts as one of another program
        }
    }

    [GeneratedRegex(@"^batch_([1-9][0-9]{0,6})\.ndjson\.gz\z")]
    private static partial Regex BatchName();
}

/// <summary>A recording that was found.</summary>
/// <param name="Bucket">Its bucket.</param>
/// <param name="Folder">Its folder, with a slash at its end.</param>
/// <param name="Metadata">What its metadata says; of a foreign one, its time alone.</param>
/// <param name="Batches">Number of its batches; 0 where they cannot be read.</param>
/// <param name="Problem">Why it is not whole or cannot be read, as a sentence; null when all is well.</param>
internal sealed record Recording(
    string Bucket, string Folder, RecordingMetadata Metadata, int Batches, string? Problem)
{
    /// <summary>Its address, as <c>sessionReplayArtifact</c> names it.</summary>
    public string Address => $"s3://{Bucket}/{Folder}";

    /// <summary>Whether its session is live, so that there will be more of it.</summary>
    public bool IsLive { get; init; }
}
