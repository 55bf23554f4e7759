namespace AgentCore.Pages.Reading;

/// <summary>Says what has changed between two snapshots of a page.</summary>
internal static class SnapshotChanges
{
    /// <summary>What is written where nothing has.</summary>
    public const string Nothing = "nothing changed";

    /// <summary>
    /// The lines that were added (<c>+</c>), removed (<c>-</c>) or changed (<c>~</c>: the same element, as it is now),
    /// in the order of the page.
    /// </summary>
    public static string Between(IReadOnlyList<SnapshotLine> before, IReadOnlyList<SnapshotLine> now)
    {
        var pairs = Increasing(Pairs(before, now));
        var lines = new List<string>();
        var (old, current) = (0, 0);
        foreach (var (was, its) in pairs.Append((Old: before.Count, New: now.Count)))
        {
            for (; old < was; old++)
            {
                lines.Add(before[old].ToString('-'));
            }

            for (; current < its; current++)
            {
                lines.Add(now[current].ToString('+'));
            }

            if (old < before.Count && current < now.Count)
            {
                if (before[old].Text != now[current].Text)
                {
                    lines.Add(now[current].ToString('~'));
                }

                old++;
                current++;
            }
        }

        return lines.Count == 0 ? Nothing : string.Join("\n", lines);
    }

    // Which old line is which new one. Lines that are there once on either side are sure, which those of elements with
    // a reference are; from there on it goes on to both sides as long as the lines are the same (Heckel's algorithm).
    private static List<(int Old, int New)> Pairs(IReadOnlyList<SnapshotLine> before, IReadOnlyList<SnapshotLine> now)
    {
        var (oldOf, newOf) = (new int[now.Count], new int[before.Count]);
        Fill(oldOf);
        Fill(newOf);
        var once = Once(now);
        foreach (var one in Once(before))
        {
            if (once.TryGetValue(one.Key, out var match))
            {
                Pair(one.Value, match);
            }
        }

        for (var index = 0; index < now.Count; index++)
        {
            var isFirst = index == 0;
            Spread(
                oldOf[index] < 0 && (isFirst || oldOf[index - 1] >= 0), isFirst ? 0 : oldOf[index - 1] + 1, index);
        }

        for (var index = now.Count - 1; index >= 0; index--)
        {
            var isLast = index == now.Count - 1;
            Spread(
                oldOf[index] < 0 && (isLast || oldOf[index + 1] >= 0), isLast ? before.Count - 1 : oldOf[index + 1] - 1,
                index);
        }

        return [.. oldOf.Select((old, index) => (Old: old, New: index)).Where(pair => pair.Old >= 0)];

        void Spread(bool isNext, int old, int index)
        {
            if (isNext && old >= 0 && old < before.Count && newOf[old] < 0 && KeyOf(before[old]) == KeyOf(now[index]))
            {
                Pair(old, index);
            }
        }

        void Pair(int old, int index) => (oldOf[index], newOf[old]) = (old, index);
    }

    // The longest part of the pairs that is in the same order on both sides: what was moved is removed and added.
    private static List<(int Old, int New)> Increasing(List<(int Old, int New)> pairs)
    {
        var ends = new List<int>(); // the index of the pair with which the best chain of a length ends
        var previous = new int[pairs.Count];
        for (var index = 0; index < pairs.Count; index++)
        {
            var (low, high) = (0, ends.Count);
            while (low < high)
            {
                var middle = (low + high) / 2;
                (low, high) = pairs[ends[middle]].Old < pairs[index].Old ? (middle + 1, high) : (low, middle);
            }

            previous[index] = low == 0 ? -1 : ends[low - 1];
            if (low == ends.Count)
            {
                ends.Add(index);
            }
            else
            {
                ends[low] = index;
            }
        }

        var chain = new List<(int Old, int New)>();
        for (var index = ends.Count == 0 ? -1 : ends[^1]; index >= 0; index = previous[index])
        {
            chain.Add(pairs[index]);
        }

        chain.Reverse();
        return chain;
    }

    private static Dictionary<string, int> Once(IReadOnlyList<SnapshotLine> lines) => lines
        .Select((line, index) => (Key: KeyOf(line), index))
        .GroupBy(line => line.Key)
        .Where(same => same.Count() == 1)
        .ToDictionary(same => same.Key, same => same.First().index);

    private static string KeyOf(SnapshotLine line) => line.Ref ?? line.ToString();

    private static void Fill(int[] places)
    {
        for (var index = 0; index < places.Length; index++)
        {
            places[index] = -1;
        }
    }
}

/// <summary>The last snapshots of a tab: of the whole page, and of the parts that a selector named.</summary>
internal sealed class SnapshotMemory
{
    private readonly Dictionary<string, (string LoaderId, IReadOnlyList<SnapshotLine> Lines)> _last = [];

    /// <summary>Keeps a snapshot; gives the one before, null where there is none of the same document.</summary>
    /// <param name="selector">Of which part of the page; empty for all of it.</param>
    /// <param name="loaderId">The document.</param>
    /// <param name="lines">The snapshot.</param>
    public IReadOnlyList<SnapshotLine>? Replace(string selector, string loaderId, IReadOnlyList<SnapshotLine> lines)
    {
        lock (_last)
        {
            var before = _last.TryGetValue(selector, out var last) && last.LoaderId == loaderId ? last.Lines : null;
            _last[selector] = (loaderId, lines);
            return before;
        }
    }
}
