using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.RegularExpressions;
using AgentCore.Errors;

namespace AgentCore.Service;

/// <summary>Finds the recordings of browser sessions among the objects of Amazon S3, and reads them.</summary>
/// <param name="connection">Where sessions, browsers and objects are read.</param>
/// <param name="log">Takes request ids and times.</param>
internal sealed class BrowserRecordingOperations(Connection connection, ICallLog log)
{
    // So many are described at a time, each by a request.
    private const int AtATime = 8;
    private const string MetadataName = "metadata.json";

    private static readonly Regex FileForm = new(
        @"\A(.*/)(metadata\.json|batch_[0-9]{1,7}\.ndjson\.gz)\z",
        RegexOptions.CultureInvariant | RegexOptions.Singleline);

    private readonly Lazy<S3Objects> _objects = new(() => S3Objects.Of(connection, log));

    /// <summary>Where sessions, browsers and objects are read.</summary>
    public Connection Connection => connection;

    /// <summary>The recordings of a browser's sessions, as they are found.</summary>
    /// <exception cref="AgentCoreException">It does not record, or its place cannot be listed.</exception>
    public async IAsyncEnumerable<BrowserRecording> OfBrowserAsync(
        Browser browser, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var place = await PlaceOfAsync(browser.Id, cancellationToken)
            ?? throw Failures.NotFound(
                $"Browser {browser.Id} records no sessions.", "Make one that does: New-ACBrowser -Recording.");
        await using var found = UnderAsync(place, cancellationToken).GetAsyncEnumerator(cancellationToken);
        while (await HasNextAsync(found))
        {
            // Several browsers may have one place.
            if (found.Current.BrowserIdentifier is null || found.Current.BrowserIdentifier == browser.Id)
            {
                yield return found.Current;
            }
        }
    }

    // The emulator makes the bucket with the first recording; on AWS one that is missing is a fault of the browser.
    private async Task<bool> HasNextAsync(IAsyncEnumerator<BrowserRecording> found)
    {
        try
        {
            return await found.MoveNextAsync();
        }
        catch (AgentCoreException none)
            when (none.ErrorCode == "NoSuchBucket" && connection.Settings.LocalEndpoint is not null)
        {
            log.Verbose(none.Message);
            return false;
        }
    }

    /// <summary>Where the sessions of a browser are recorded; null where they are not.</summary>
    public async Task<S3Location?> PlaceOfAsync(string browser, CancellationToken cancellationToken) =>
        ((Browser)await BrowserOperations.Instance.GetAsync(connection, log, browser, cancellationToken)).Recording;

    /// <summary>The recording of a session, also of one that runs.</summary>
    /// <exception cref="AgentCoreException">There is none.</exception>
    public async Task<BrowserRecording> OfSessionAsync(BrowserSession given, CancellationToken cancellationToken)
    {
        var session = (BrowserSession)await BrowserSessionOperations.Instance.GetAsync(
            connection, log, given.BrowserIdentifier, given.SessionId, cancellationToken);
        var place = session.SessionReplayArtifact is { Length: > 0 } artifact ? S3Location.Parse(artifact)
            // While it runs, the service does not name its folder yet.
            : await PlaceOfAsync(session.BrowserIdentifier, cancellationToken) is { } root
                ? S3Location.FromService(root.Bucket, FolderOf(root) + session.SessionId, null)
            : throw Failures.NotFound(
                $"Session {session.SessionId} is not recorded: browser {session.BrowserIdentifier} records no "
                    + "sessions.",
                "Make one that does: New-ACBrowser -Recording.");
        return await FirstUnderAsync(place, cancellationToken) ?? throw Failures.NotFound(
            $"No recording of session {session.SessionId} was found under {place}.",
            session.Status == "READY" ? "Wait a few seconds, or stop the session." : null);
    }

    /// <summary>The recordings in a folder and below it, as they are found.</summary>
    /// <exception cref="AgentCoreException">The bucket does not exist, or cannot be read.</exception>
    public async IAsyncEnumerable<BrowserRecording> UnderAsync(
        S3Location place, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var found = new List<FoundFolder>();
        FoundFolder? open = null;
        await foreach (var page in _objects.Value.PagesAsync(place.Bucket, FolderOf(place), cancellationToken))
        {
            // The files of a folder follow one another, but for those of folders in it.
            foreach (var one in page)
            {
                if (FileForm.Match(one.Key) is { Success: true, Groups: [_, var folder, _] })
                {
                    if (open?.Key != folder.Value)
                    {
                        open = found.Find(before => before.Key == folder.Value) ?? new(folder.Value, []);
                        found.Add(open);
                    }

                    open.Objects.Add(one);
                }
            }

            // The last folder may go on in the next page.
            while (found.Count > AtATime)
            {
                foreach (var recording in await DescribeAsync(place.Bucket, found, AtATime, cancellationToken))
                {
                    yield return recording;
                }
            }
        }

        while (found.Count > 0)
        {
            foreach (var recording in await DescribeAsync(place.Bucket, found, AtATime, cancellationToken))
            {
                yield return recording;
            }
        }
    }

    /// <summary>Copies a file of a recording.</summary>
    /// <exception cref="AgentCoreException">It is gone, or may not be read.</exception>
    public Task CopyAsync(
        BrowserRecording recording, RecordedFile file, Stream output, Action<long> moved,
        CancellationToken cancellationToken) => _objects.Value.CopyAsync(
            recording.Location.Bucket, FolderOf(recording.Location) + file.Name, output, moved, cancellationToken);

    private async Task<BrowserRecording?> FirstUnderAsync(S3Location place, CancellationToken cancellationToken)
    {
        await foreach (var recording in UnderAsync(place, cancellationToken))
        {
            return recording;
        }

        return null;
    }

    private async Task<BrowserRecording[]> DescribeAsync(
        string bucket, List<FoundFolder> found, int count, CancellationToken cancellationToken)
    {
        var first = found.Take(count).ToList();
        found.RemoveRange(0, first.Count);
        return await Task.WhenAll(first.Select(folder => DescribeAsync(bucket, folder, cancellationToken)));
    }

    private async Task<BrowserRecording> DescribeAsync(
        string bucket, FoundFolder folder, CancellationToken cancellationToken)
    {
        var metadata = new RecordingMetadata();
        if (folder.Objects.Exists(one => one.Key == folder.Key + MetadataName))
        {
            using var content = new MemoryStream();
            await _objects.Value.CopyAsync(bucket, folder.Key + MetadataName, content, _ => { }, cancellationToken);
            metadata = RecordingMetadata.Read(content.ToArray());
        }

        return new BrowserRecording(S3Location.FromService(bucket, folder.Key, null))
        {
            Origin = connection,
            SessionId = metadata.SessionId,
            Name = metadata.Name,
            BrowserIdentifier = metadata.BrowserId,
            State = metadata.State,
            Reason = metadata.Reason,
            StartedAt = metadata.StartedAt?.UtcDateTime,
            EndedAt = metadata.EndedAt?.UtcDateTime,
            ViewPort = metadata.ViewPort is { Width: > 0, Height: > 0 } size
                ? ViewPort.FromService(size.Width, size.Height)
                : null,
            Page = [.. (metadata.Pages ?? []).Select(page => new BrowserRecordingPage(
                page.Id ?? "", page.Url, page.Title, page.OpenedAt?.UtcDateTime))],
            LastModified = folder.Objects.Max(one => one.LastModified)?.ToLocalTime(),
            Files = [.. folder.Objects
                .Select(one => new RecordedFile(one.Key[folder.Key.Length..], one.Size))
                .OrderBy(file => file.Name.Length).ThenBy(file => file.Name, StringComparer.Ordinal)],
        };
    }

    // What a user writes as the place is a folder, with or without the slash.
    private static string FolderOf(S3Location place) => place.Prefix.TrimEnd('/') is { Length: > 0 } folder
        ? folder + "/"
        : "";

    private sealed record FoundFolder(string Key, List<StoredObject> Objects);

    /// <summary>What metadata.json says, as far as it does: a recording of AWS may have another form.</summary>
    private sealed record RecordingMetadata
    {
        private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

        public string? State { get; init; }

        public string? Reason { get; init; }

        public string? SessionId { get; init; }

        public string? BrowserId { get; init; }

        public string? Name { get; init; }

        public DateTimeOffset? StartedAt { get; init; }

        public DateTimeOffset? EndedAt { get; init; }

        public Size? ViewPort { get; init; }

        public IReadOnlyList<PageMetadata>? Pages { get; init; }

        public static RecordingMetadata Read(byte[] json)
        {
            try
            {
                return JsonSerializer.Deserialize<RecordingMetadata>(json, Json) ?? new();
            }
            catch (JsonException)
            {
                return new(); // the recording is there all the same
            }
        }
    }

    private sealed record Size(int Width, int Height);

    private sealed record PageMetadata
    {
        public string? Id { get; init; }

        public string? Url { get; init; }

        public string? Title { get; init; }

        public DateTimeOffset? OpenedAt { get; init; }
    }
}
