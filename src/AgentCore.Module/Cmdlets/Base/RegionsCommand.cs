using System.Management.Automation;
using AgentCore.Errors;
using AgentCore.Service;

namespace AgentCore.Cmdlets.Base;

/// <summary>Base of the cmdlets that look at several regions at the same time, by a connection each.</summary>
public abstract class RegionsCommand : ServiceCommand
{
    private (string Name, Connector Connector)[] _regions = [];

    /// <summary>The AWS regions to call, such as <c>eu-central-1</c>; several are called at the same time.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(RegionCompleter))]
    public string[]? Region { get; set; }

    private protected sealed override string? RegionName => Region?[0];

    private protected override void Prepare()
    {
        base.Prepare();
        _regions = [.. (Region ?? []).Distinct(StringComparer.OrdinalIgnoreCase)
            .Select(region => (region, ConnectorTo(region)))];
    }

    /// <summary>
    /// Does the work in each region. What goes wrong is the error of the target, or of the region where there is none;
    /// but what is found in one region need not be in the others.
    /// </summary>
    /// <exception cref="AgentCoreException">What the work in the only region fails with.</exception>
    private protected async Task InEachRegionAsync(
        object? target, Func<Task> work, CancellationToken cancellationToken)
    {
        if (_regions.Length < 2)
        {
            await work();
            return;
        }

        var failures = await Task.WhenAll(
            _regions.Select(region => Task.Run(() => TryAsync(region.Connector, work), CancellationToken.None)));
        cancellationToken.ThrowIfCancellationRequested();
        var isFound = Array.Exists(failures, failure => failure is null);
        for (var at = 0; at < failures.Length; at++)
        {
            var isMissing = failures[at] is AgentCoreException { Category: ErrorCategory.ObjectNotFound };
            if (failures[at] is { } failure && !(isMissing && isFound))
            {
                await FailAsync(failure, target ?? _regions[at].Name);
                isFound |= isMissing;
            }
        }
    }

    private async Task<Exception?> TryAsync(Connector connector, Func<Task> work)
    {
        try
        {
            await InRegionAsync(connector, work);
            return null;
        }
        catch (Exception failure)
        {
            return failure;
        }
    }
}
