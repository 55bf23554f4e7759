using FsCheck;
using FsCheck.Fluent;

namespace Tests.Client.Support;

/// <summary>FsCheck's lists have the very length that is asked for.</summary>
internal static class GenExtensions
{
    /// <summary>A list of any length from none to <paramref name="longest"/>.</summary>
    public static Gen<List<T>> UpTo<T>(this Gen<T> item, int longest) =>
        Gen.Choose(0, longest).SelectMany(length => item.ListOf(length)).Select(items => items.ToList());
}
