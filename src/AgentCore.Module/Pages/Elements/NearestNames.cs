namespace AgentCore.Pages.Elements;

/// <summary>Finds what somebody may have meant by a name that is not there.</summary>
internal static class NearestNames
{
    private const int Most = 5;

    /// <summary>The names that are like the wanted one, the nearest first, at most five.</summary>
    public static IReadOnlyList<string> Of(string wanted, IEnumerable<string> names)
    {
        var sought = wanted.Trim().ToLowerInvariant();
        return
        [
            .. names.Where(name => name.Length > 0)
                .Distinct(StringComparer.OrdinalIgnoreCase)
                .Select(name => (name, distance: Distance(sought, name.ToLowerInvariant())))
                .Where(found => found.distance < 0.6)
                .OrderBy(found => found.distance)
                .Take(Most)
                .Select(found => found.name),
        ];
    }

    // From 0, the same, to 1, nothing in common.
    private static double Distance(string sought, string name)
    {
        if (sought.Length == 0)
        {
            return 1;
        }

        var apart = (double)Edits(sought, name) / Math.Max(sought.Length, name.Length);
        var words = sought.Split([' '], StringSplitOptions.RemoveEmptyEntries);
        var shared = words.Count(word => word.Length > 2 && name.Contains(word, StringComparison.Ordinal));
        var held = name.Length > 2 && sought.Contains(name, StringComparison.Ordinal);
        return shared > 0 || held ? Math.Min(apart, 0.5 - (0.1 * shared / words.Length)) : apart;
    }

    // Levenshtein's distance: how many letters to add, take away or change.
    private static int Edits(string one, string other)
    {
        var row = Enumerable.Range(0, other.Length + 1).ToArray();
        for (var i = 1; i <= one.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= other.Length; j++)
            {
                var above = row[j];
                row[j] = Math.Min(Math.Min(above, row[j - 1]) + 1, diagonal + (one[i - 1] == other[j - 1] ? 0 : 1));
                diagonal = above;
            }
        }

        return row[other.Length];
    }
}
