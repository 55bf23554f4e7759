using Amazon;

namespace AgentCore.Cmdlets.Binding;

/// <summary>Completes names of AWS regions.</summary>
public sealed class RegionCompleter : WordCompleter
{
    private protected override IEnumerable<(string Word, string Hint)> Words =>
        RegionEndpoint.EnumerableAllRegions.Select(region => (region.SystemName, region.DisplayName));
}
