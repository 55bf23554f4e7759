using Tests.Architecture.Broken.Lower;

namespace Tests.Architecture.Broken.Upper;

/// <summary>With <see cref="Below"/> the shortest circle there is: what the rules have to find.</summary>
internal sealed class Above
{
    public Below? Sees { get; init; }
}
