namespace AgentCore.Emulator.Http.Faults;

/// <summary>The faults that are set, in their order, and how often each has hit. Safe for requests at a time.</summary>
/// <param name="operations">What faults can hit.</param>
/// <param name="sessions">The sessions of the families that can crash.</param>
/// <param name="time">The clock of delays.</param>
internal sealed class FaultList(
    IReadOnlyList<FaultOperation> operations, IReadOnlyList<ICrashableSessions> sessions, TimeProvider time)
{
    private readonly object _gate = new();
    private readonly List<Entry> _entries = [];

    /// <summary>What faults can hit.</summary>
    public IReadOnlyList<FaultOperation> Operations => operations;

    /// <summary>The faults, also those that have hit as often as they should.</summary>
    public IReadOnlyList<FaultState> States
    {
        get
        {
            lock (_gate)
            {
                return [.. _entries.Select(entry => entry.State)];
            }
        }
    }

    /// <summary>
    /// Sets a fault. One of the same operation, kind and error code is replaced where it stands; others come last.
    /// </summary>
    /// <exception cref="FaultSpecException">It cannot be set.</exception>
    public FaultState Set(FaultSpec spec)
    {
        var entry = new Entry(Fault.Create(spec, operations));
        lock (_gate)
        {
            var at = _entries.FindIndex(other => other.HasKey(
                entry.Fault.Operation, entry.Fault.Kind.Name, entry.Fault.ErrorCode));
            if (at < 0)
            {
                _entries.Add(entry);
            }
            else
            {
                _entries[at] = entry;
            }

            return entry.State;
        }
    }

    /// <summary>Removes the faults of an operation, kind and error code; null stands for any.</summary>
    /// <returns>What was removed.</returns>
    /// <exception cref="FaultSpecException">There is no such operation or kind.</exception>
    public IReadOnlyList<FaultState> Remove(string? operation, string? kind, string? errorCode)
    {
        _ = operation is null ? null : Fault.Find(operation, operations);
        _ = kind is null ? null : Fault.KindOf(kind);
        lock (_gate)
        {
            var removed = _entries.Where(entry => entry.HasKey(
                operation ?? entry.Fault.Operation,
                kind ?? entry.Fault.Kind.Name,
                errorCode ?? entry.Fault.ErrorCode)).ToList();
            _entries.RemoveAll(removed.Contains);
            return [.. removed.Select(entry => entry.State)];
        }
    }

    /// <summary>
    /// The first fault that hits a request, which counts as a hit; null when none does. A request is hit once.
    /// </summary>
    /// <param name="operation">Name of the operation or stream.</param>
    /// <param name="sessionId">The session that the request names; null for none.</param>
    public FaultHit? Take(string operation, string? sessionId)
    {
        lock (_gate)
        {
            if (_entries.Count == 0 || operations.FirstOrDefault(one => one.Name == operation) is not { } target)
            {
                return null;
            }

            var entry = _entries.Find(one => one.Remaining != 0
                && one.Fault.CanHit(target)
                && FitsSession(one.Fault, sessionId));
            if (entry is null)
            {
                return null;
            }

            entry.Hits++;
            return new(entry.Fault, target, time, () => CrashAsync(sessionId!));
        }
    }

    /// <summary>Crashes a session now.</summary>
    /// <returns>Whether there was a live session of this id.</returns>
    public async Task<bool> CrashAsync(string sessionId)
    {
        if (sessions.FirstOrDefault(family => family.AgeOf(sessionId) is not null) is not { } owner)
        {
            return false;
        }

        await owner.CrashAsync(sessionId);
        return true;
    }

    private bool FitsSession(Fault fault, string? sessionId)
    {
        var limit = fault.Kind.IsForYoungSessions ? fault.Time : null;
        if (!fault.Kind.NeedsLiveSession && limit is null)
        {
            return true;
        }

        var age = sessionId is null
            ? null
            : sessions.Select(family => family.AgeOf(sessionId)).FirstOrDefault(one => one is not null);
        return age < (limit ?? TimeSpan.MaxValue);
    }

    private sealed class Entry(Fault fault)
    {
        public Fault Fault => fault;

        public int Hits { get; set; }

        public int? Remaining => fault.Count - Hits;

        public FaultState State => new(fault.Operation, fault.Kind.Name, Hits)
        {
            ErrorCode = fault.Kind.ErrorCode == FaultValue.None ? null : fault.ErrorCode,
            Seconds = fault.Time?.TotalSeconds,
            After = fault.After,
            Count = fault.Count,
            Remaining = Remaining,
        };

        public bool HasKey(string operation, string kind, string? errorCode) =>
            fault.Operation.Equals(operation, StringComparison.OrdinalIgnoreCase)
            && fault.Kind.Name.Equals(kind, StringComparison.OrdinalIgnoreCase)
            && string.Equals(fault.ErrorCode, errorCode, StringComparison.OrdinalIgnoreCase);
    }
}

/// <summary>A fault that hits one request.</summary>
/// <param name="Fault">The fault.</param>
/// <param name="Operation">The operation of the request.</param>
/// <param name="Clock">The clock of delays.</param>
/// <param name="CrashAsync">Crashes the session that the request names.</param>
internal sealed record FaultHit(Fault Fault, FaultOperation Operation, TimeProvider Clock, Func<Task> CrashAsync)
{
    /// <summary>Serves the request, given the rest of its way.</summary>
    public Task RunAsync(HttpContext http, Func<Task> next) => Fault.Kind.RunAsync(this, http, next);

    /// <summary>The error of the fault.</summary>
    public FaultException Error() => new(Operation.Errors[Fault.ErrorCode!], Fault.ErrorCode!, Operation.Name);
}

/// <summary>A fault with its counts, as the emulator's own operations return it.</summary>
/// <param name="Operation">The operation, or <c>*</c>.</param>
/// <param name="Fault">Name of the kind.</param>
/// <param name="Hits">How many requests it has hit.</param>
internal sealed record FaultState(string Operation, string Fault, int Hits)
{
    /// <summary>Code of the error, where the kind takes one.</summary>
    public string? ErrorCode { get; init; }

    /// <summary>Time in seconds.</summary>
    public double? Seconds { get; init; }

    /// <summary>Bytes or events before the fault.</summary>
    public long? After { get; init; }

    /// <summary>How many requests it hits; null for all.</summary>
    public int? Count { get; init; }

    /// <summary>How many requests it will still hit; null for all.</summary>
    public int? Remaining { get; init; }
}
