using AgentCore.Emulator.Http;

namespace AgentCore.Emulator.Replay;

/// <summary>
/// The recorded calls while they are replayed: equal requests get their responses in the recorded order, and the words
/// that clients make by chance are exchanged for those of this run.
/// </summary>
internal sealed class CallScript(RecordedCalls recording)
{
    private readonly object _gate = new();
    private readonly ILookup<string, RecordedCall> _byTemplate =
        recording.Calls.ToLookup(call => call.Request.Words.Template, StringComparer.Ordinal);

    private readonly HashSet<RecordedCall> _replayed = new(ReferenceEqualityComparer.Instance);
    private readonly HashSet<int> _numbers = [];
    private readonly WordExchange _words = new();

    /// <summary>Called when a call was replayed, whose response is not yet sent.</summary>
    public event Action? Replayed;

    /// <summary>The words that this run exchanges for recorded ones.</summary>
    public WordExchange Words => _words;

    /// <summary>Whether a call with this number was replayed; 0 stands for none.</summary>
    public bool WasReplayed(int number)
    {
        lock (_gate)
        {
            return number == 0 || _numbers.Contains(number);
        }
    }

    /// <summary>The recorded call for a request, which is replayed then.</summary>
    /// <exception cref="ServiceException">The recording has none, or has them no more often.</exception>
    public RecordedCall Take(RequestText request)
    {
        RecordedCall found;
        lock (_gate)
        {
            found = Find(request) ?? throw ServiceErrors.NotRecorded(Describe(request));
            _words.Learn(found.Request.Words.Words, request.Words.Words);
            _replayed.Add(found);
            _numbers.Add(found.Number);
        }

        Replayed?.Invoke();
        return found;
    }

    private RecordedCall? Find(RequestText request)
    {
        var words = request.Words.Words;
        var equal = _byTemplate[request.Words.Template].ToArray();
        var left = equal.Where(call => !_replayed.Contains(call)).ToArray();
        return left.FirstOrDefault(call => _words.AreEqual(call.Request.Words.Words, words))
            ?? left.FirstOrDefault(call => _words.CanBeEqual(call.Request.Words.Words, words))
            ?? equal.LastOrDefault(call => IsRead(request.Name) && _words.AreEqual(call.Request.Words.Words, words));
    }

    // What only reads can be asked again.
    private static bool IsRead(string operation) =>
        operation.StartsWith("Get", StringComparison.Ordinal) || operation.StartsWith("List", StringComparison.Ordinal);

    private string Describe(RequestText request)
    {
        var start = $"This call of {request.Name} is not in the recording '{recording.Path}'";
        var same = recording.Calls.Where(call => call.Request.Name == request.Name).ToArray();
        if (same.Length == 0)
        {
            return $"{start}, which has none of this operation. Record the run again.";
        }

        var equal = same.Where(call => call.Request.Words.Template == request.Words.Template).ToArray();
        if (equal.Length > 0)
        {
            return $"{start} once more: it has it {equal.Length} times, last in line {equal[^1].Line}, and all were "
                + "replayed. Record the run again.";
        }

        var (nearest, asked, recorded) = request.Compare(same, call => call.Request);
        return $"{start}. Asked was {asked}; the nearest recorded call, line {nearest.Line}, has {recorded}. "
            + "Repeat the recorded calls, or record the run again.";
    }
}

/// <summary>The words that a run makes by chance, and those of the recorded run in their places.</summary>
internal sealed class WordExchange
{
    private readonly object _gate = new();
    private readonly Dictionary<string, string> _recorded = new(StringComparer.Ordinal);
    private Dictionary<string, string> _current = new(StringComparer.Ordinal);

    /// <summary>Whether words stand for the recorded ones, as far as is known already.</summary>
    public bool AreEqual(IReadOnlyList<string> recorded, IReadOnlyList<string> current)
    {
        lock (_gate)
        {
            return recorded.SequenceEqual(current.Select(word => _recorded.GetValueOrDefault(word, word)));
        }
    }

    /// <summary>Whether words that do not stand for others can stand for the recorded ones.</summary>
    public bool CanBeEqual(IReadOnlyList<string> recorded, IReadOnlyList<string> current)
    {
        lock (_gate)
        {
            return recorded.Zip(current).All(pair =>
                _recorded.GetValueOrDefault(pair.Second, pair.First) == pair.First
                && _current.GetValueOrDefault(pair.First, pair.Second) == pair.Second);
        }
    }

    /// <summary>From now on, words stand for recorded ones.</summary>
    public void Learn(IReadOnlyList<string> recorded, IReadOnlyList<string> current)
    {
        lock (_gate)
        {
            var changed = recorded.Zip(current).Where(pair => pair.First != pair.Second).ToArray();
            if (changed.Length > 0)
            {
                _current = new(_current, StringComparer.Ordinal); // readers have the old one
            }

            foreach (var (old, word) in changed)
            {
                (_recorded[word], _current[old]) = (old, word);
            }
        }
    }

    /// <summary>A recorded text with the words of this run.</summary>
    public string ToCurrent(string text)
    {
        Dictionary<string, string> words;
        lock (_gate)
        {
            words = _current;
        }

        return ChanceWords.Replace(text, words);
    }
}
