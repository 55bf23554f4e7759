namespace AgentCore;

/// <summary>What was recorded of a browser session: a folder of files in Amazon S3.</summary>
public sealed class BrowserRecording
{
    // UTC: the clock of a place jumps twice a year.
    private readonly DateTime? _startedAt;
    private readonly DateTime? _endedAt;

    internal BrowserRecording(S3Location location) => Location = location;

    /// <summary>Recordings of which what leads to them is all that is known.</summary>
    /// <param name="source">A browser, a session, or a place.</param>
    internal BrowserRecording(object source)
        : this(source as S3Location ?? S3Location.FromService("", "", null)) => Source = source;

    /// <summary>The recorded session; null where the recording does not name it.</summary>
    public string? SessionId { get; internal init; }

    /// <summary>The session's name; null where it has none.</summary>
    public string? Name { get; internal init; }

    /// <summary>The session's browser; null where the recording does not name it.</summary>
    public string? BrowserIdentifier { get; internal init; }

    /// <summary>The region that its objects are read in, such as <c>eu-central-1</c>.</summary>
    public string? Region => Origin?.Region ?? HeldRegion;

    /// <summary>The folder that it lies in.</summary>
    public S3Location Location { get; }

    /// <summary>
    /// <c>COMPLETE</c>; <c>RECORDING</c> while the session runs, and for ever where it was killed; <c>INCOMPLETE</c>
    /// where a part is missing; null where the recording does not say it.
    /// </summary>
    public string? State { get; internal init; }

    /// <summary>Why a part of it is missing; null where none is, or that is not known.</summary>
    public string? Reason { get; internal init; }

    /// <summary>When the session started, local time.</summary>
    public DateTime? StartedAt
    {
        get => _startedAt?.ToLocalTime();
        internal init => _startedAt = value?.ToUniversalTime();
    }

    /// <summary>When the recording ended, local time; null while it has not.</summary>
    public DateTime? EndedAt
    {
        get => _endedAt?.ToLocalTime();
        internal init => _endedAt = value?.ToUniversalTime();
    }

    /// <summary>How long it plays; null where start or end is not known.</summary>
    public TimeSpan? Length => _endedAt - _startedAt;

    /// <summary>Size of its pages; null where the recording does not say it.</summary>
    public ViewPort? ViewPort { get; internal init; }

    /// <summary>Its pages, in the order in which they were opened, as far as the recording names them.</summary>
    public BrowserRecordingPage[] Page { get; internal init; } = [];

    /// <summary>Size of all its files in bytes.</summary>
    public long Size => Files.Sum(file => file.Size);

    /// <summary>When a file of it was last written, local time.</summary>
    public DateTime? LastModified { get; internal init; }

    /// <summary>Its files.</summary>
    internal IReadOnlyList<RecordedFile> Files { get; init; } = [];

    /// <summary>What leads to it, where it has to be looked up: a browser, a session, or a place; else null.</summary>
    internal object? Source { get; }

    /// <summary>The connection it came from: piping it on goes back there. Holds no part that is shown.</summary>
    internal Origin? Origin { get; init; }

    /// <summary>The region in a row of a file, or an object of a job; null for others.</summary>
    internal string? HeldRegion { get; init; }

    /// <summary>Name of its folder, which is the session's id where the service chose it.</summary>
    internal string FolderName => Location.Prefix.TrimEnd('/').Split('/')[^1];

    /// <summary>Why it is not whole, as a sentence; null where it is, or that is not known.</summary>
    internal string? Problem => State switch
    {
        "RECORDING" => "Its session still runs, or was killed: what was written until now is there.",
        "INCOMPLETE" => Reason ?? "A part of it is missing.",
        _ => null,
    };

    /// <summary>The recordings of the browser that a text names, its id, ARN or name.</summary>
    /// <param name="text">The text.</param>
    /// <remarks>PowerShell calls it where no other parameter takes the text.</remarks>
    public static explicit operator BrowserRecording(string text) =>
        new(new Browser(text) { Reference = Reference.Name });

    /// <summary>Its place.</summary>
    public override string ToString() => (Source ?? Location).ToString()!;
}

/// <summary>A page of a recording.</summary>
public sealed class BrowserRecordingPage
{
    internal BrowserRecordingPage(string id, string? url, string? title, DateTime? openedAt)
    {
        Id = id;
        Url = url;
        Title = title;
        OpenedAt = openedAt?.ToLocalTime();
    }

    /// <summary>Its id in the events of the recording.</summary>
    public string Id { get; }

    /// <summary>Its last address, without the values of its query; null where the recording does not say it.</summary>
    public string? Url { get; }

    /// <summary>Its last title; null where the recording does not say it.</summary>
    public string? Title { get; }

    /// <summary>When it was opened, local time.</summary>
    public DateTime? OpenedAt { get; }

    /// <summary>Its title, or its address.</summary>
    public override string ToString() => Title ?? Url ?? Id;
}

/// <summary>A file of a recording.</summary>
/// <param name="Name">Its name in the recording's folder.</param>
/// <param name="Size">Its size in bytes.</param>
internal sealed record RecordedFile(string Name, long Size);
