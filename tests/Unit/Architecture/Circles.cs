namespace Tests.Architecture;

/// <summary>Finds circles among arrows from one namespace to another.</summary>
internal static class Circles
{
    /// <summary>The groups of names of which each reaches every other; names in order, groups too.</summary>
    public static IReadOnlyList<string> In(IEnumerable<(string From, string To)> arrows)
    {
        var next = arrows.Where(arrow => arrow.From != arrow.To).ToLookup(arrow => arrow.From, arrow => arrow.To);
        var reached = next.Select(from => from.Key).ToDictionary(name => name, name => Reach(name, next));
        return reached.Keys
            .Where(name => reached[name].Contains(name))
            .Select(name => string.Join(" ↔ ", reached[name]
                .Where(other => reached.TryGetValue(other, out var back) && back.Contains(name))
                .Order(StringComparer.Ordinal)))
            .Distinct()
            .Order(StringComparer.Ordinal)
            .ToList();
    }

    private static HashSet<string> Reach(string start, ILookup<string, string> next)
    {
        var seen = new HashSet<string>();
        var open = new Stack<string>([start]);
        while (open.TryPop(out var name))
        {
            foreach (var other in next[name].Where(seen.Add))
            {
                open.Push(other);
            }
        }

        return seen;
    }
}
