namespace AgentCore.Pages.Logs;

/// <summary>The log of a session: the last entries, over all its connections, and the requests on their way.</summary>
internal sealed class LogState
{
    /// <summary>How many entries are kept.</summary>
    public const int MaxEntries = 10_000;

    // A page may log whole files, again and again.
    private const int MaxCharacters = 10_000_000;

    private readonly object _gate = new();
    private readonly BrowserLogEntry[] _entries = new BrowserLogEntry[MaxEntries];
    private readonly Dictionary<string, OpenRequest> _open = new(StringComparer.Ordinal);
    private long _first;
    private long _next;
    private long _characters;
    private TaskCompletionSource<bool>? _waiting;

    /// <summary>When the last message or error came, in milliseconds since 1970, as the browser counts them.</summary>
    public double LastMessage { get; set; } = double.MinValue;

    /// <summary>How many entries are no longer kept.</summary>
    public long Dropped => Interlocked.Read(ref _first);

    /// <summary>Adds an entry; the oldest ones go where there is no room.</summary>
    public void Add(BrowserLogEntry entry)
    {
        TaskCompletionSource<bool>? waiting;
        lock (_gate)
        {
            _characters += SizeOf(entry);
            while (_next - _first == MaxEntries || (_characters > MaxCharacters && _first < _next))
            {
                ref var oldest = ref _entries[_first++ % MaxEntries];
                _characters -= SizeOf(oldest);
                oldest = null!;
            }

            _entries[_next++ % MaxEntries] = entry;
            (waiting, _waiting) = (_waiting, null);
        }

        waiting?.TrySetResult(true);
    }

    /// <summary>A request was sent.</summary>
    public void Begin(string requestId, OpenRequest request)
    {
        if (_open.Count >= MaxEntries)
        {
            Abandon();
        }

        lock (_gate)
        {
            _open[requestId] = request;
        }
    }

    /// <summary>Something came of a request; nothing happens where it is not known.</summary>
    /// <param name="requestId">The browser's id of it.</param>
    /// <param name="change">Makes what is known of it now.</param>
    public void Continue(string requestId, Func<OpenRequest, OpenRequest> change)
    {
        lock (_gate)
        {
            if (_open.TryGetValue(requestId, out var request))
            {
                _open[requestId] = change(request);
            }
        }
    }

    /// <summary>A request is over; nothing happens where it is not known.</summary>
    public void End(string requestId, Func<OpenRequest, BrowserLogEntry> finish)
    {
        OpenRequest? request;
        lock (_gate)
        {
            if (!_open.TryGetValue(requestId, out request))
            {
                return;
            }

            _open.Remove(requestId);
        }

        Add(finish(request));
    }

    /// <summary>Nobody will learn what comes of the requests that are on their way.</summary>
    public void Abandon()
    {
        OpenRequest[] left;
        lock (_gate)
        {
            left = [.. _open.Values];
            _open.Clear();
        }

        foreach (var request in left)
        {
            Add(request.ToEntry());
        }
    }

    /// <summary>The entries from a number on, and the number of the one that comes next.</summary>
    public (BrowserLogEntry[] Entries, long Next) From(long number)
    {
        lock (_gate)
        {
            var first = Math.Max(number, _first);
            var entries = new BrowserLogEntry[_next - first];
            for (var at = first; at < _next; at++)
            {
                entries[at - first] = _entries[at % MaxEntries];
            }

            return (entries, _next);
        }
    }

    /// <summary>The requests that are on their way.</summary>
    public BrowserLogEntry[] Open()
    {
        lock (_gate)
        {
            return [.. _open.Values.Select(request => request.ToEntry())];
        }
    }

    /// <summary>The last request that failed; null where none did.</summary>
    public BrowserLogEntry? FailedRequest => From(0).Entries.LastOrDefault(
        static entry => entry is { EntryKind: BrowserLogKind.Request, EntryLevel: BrowserLogLevel.Error });

    /// <summary>Whether an entry is about this tab, which may be closed.</summary>
    public bool Has(string tabId) => From(0).Entries.Concat(Open()).Any(entry => entry.TabId == tabId);

    /// <summary>Waits until there is an entry with this number.</summary>
    public async Task ReachAsync(long number, CancellationToken cancellationToken)
    {
        Task waiting;
        lock (_gate)
        {
            if (_next > number)
            {
                return;
            }

            _waiting ??= new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
            waiting = _waiting.Task;
        }

        await waiting.WaitAsync(cancellationToken);
    }

    private static int SizeOf(BrowserLogEntry entry) =>
        entry.Text.Length + entry.Url.Length + (entry.StackTrace?.Length ?? 0);
}

/// <summary>A request as far as it has come.</summary>
/// <param name="TabId">The tab that sent it.</param>
/// <param name="Method">Its method.</param>
/// <param name="Url">Its address.</param>
/// <param name="Time">When it was sent, local time.</param>
/// <param name="Started">The same in seconds of a clock that is never set.</param>
internal sealed record OpenRequest(string TabId, string Method, string Url, DateTime Time, double Started)
{
    private const int FirstBadStatus = 400;

    /// <summary>The HTTP status; null while there is none.</summary>
    public int? Status { get; init; }

    /// <summary>The media type of the response; null while there is none.</summary>
    public string? MimeType { get; init; }

    /// <summary>The entry of the log.</summary>
    /// <param name="ended">When it ended, by the clock that is never set; null while it has not.</param>
    /// <param name="size">How many bytes came.</param>
    /// <param name="failure">Why it failed.</param>
    /// <param name="isCanceled">Whether it was the page that gave it up.</param>
    public BrowserLogEntry ToEntry(
        double? ended = null, long? size = null, string? failure = null, bool isCanceled = false) => new()
        {
            Time = Time,
            EntryKind = BrowserLogKind.Request,
            EntryLevel = Status >= FirstBadStatus || (failure is not null && !isCanceled)
                ? BrowserLogLevel.Error
                : BrowserLogLevel.Info,
            Text = $"{Method} {Url}",
            Url = Url,
            TabId = TabId,
            Method = Method,
            Status = Status,
            Duration = ended is { } end ? TimeSpan.FromSeconds(Math.Max(0, end - Started)) : null,
            Size = size,
            MimeType = MimeType,
            FailureText = failure,
        };
}
