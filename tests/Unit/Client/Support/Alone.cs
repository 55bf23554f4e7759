using Xunit;

namespace Tests.Client.Support;

/// <summary>
/// For tests that change, or measure, what the whole process shares: they run one at a time, after all others.
/// </summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class Alone
{
    public const string Name = "alone";
}
