using Tests.Architecture.Broken.Upper;

namespace Tests.Architecture.Broken.Lower;

/// <summary>Looks up at <see cref="Above"/>.</summary>
internal sealed class Below
{
    public Above? Sees { get; init; }
}
