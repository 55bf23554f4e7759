namespace AgentCore.Files;

/// <summary>Splits files into groups that fit into one call each.</summary>
internal static class FileBatch
{
    /// <summary>Groups in the order given; every group fits, unless one item alone is too large.</summary>
    /// <param name="items">What to split.</param>
    /// <param name="size">The bytes of one item.</param>
    public static IEnumerable<T[]> Split<T>(IEnumerable<T> items, Func<T, long> size)
    {
        var group = new List<T>();
        var total = 0L;
        foreach (var item in items)
        {
            if (group.Count == SessionFiles.MostInOneCall || (group.Count > 0 && total + size(item) > SessionFiles.LargestCall))
            {
                yield return [.. group];
                group.Clear();
                total = 0;
            }

            group.Add(item);
            total += size(item);
        }

        if (group.Count > 0)
        {
            yield return [.. group];
        }
    }
}
