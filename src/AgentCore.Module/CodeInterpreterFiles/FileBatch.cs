using System.Globalization;

namespace AgentCore;

/// <summary>Splits files into groups that fit into one call each.</summary>
internal static class FileBatch
{
    /// <summary>The most bytes that the service takes inline in one call.</summary>
    public const long LargestCall = 100_000_000;

    /// <exception cref="AgentCoreException">A file is too large for any call.</exception>
    public static void CheckSize(FileInfo file)
    {
        if (file.Length > LargestCall)
        {
            throw Refusal.InvalidArgument(string.Format(
                CultureInfo.InvariantCulture,
                "The file '{0}' has {1:N0} bytes; {2:N0} at most can be sent.",
                file.FullName,
                file.Length,
                LargestCall));
        }
    }

    /// <summary>Groups in the order given; every group fits.</summary>
    /// <param name="items">What to split.</param>
    /// <param name="size">The bytes of one item.</param>
    public static IEnumerable<T[]> Split<T>(IEnumerable<T> items, Func<T, long> size)
    {
        var group = new List<T>();
        var total = 0L;
        foreach (var item in items)
        {
            if (group.Count > 0 && total + size(item) > LargestCall)
            {
                yield return [.. group];
                group.Clear();
                total = 0;
            }
            group.Add(item);
            total += size(item);
        }
        if (group.Count > 0)
            yield return [.. group];
    }
}
