using System.Management.Automation;

namespace AgentCore;

/// <summary>Base of the cmdlets that delete resources: one after the other; with -Wait all are waited for side by side.</summary>
public abstract class RemoveResourceCommand : WaitingCommand
{
    private protected const string ById = "Id";
    private protected const string ByObject = "Object";

    // Questions for a state are small; more at a time would only be throttled.
    private const int WaitLimit = 8;

    private readonly List<AgentResource> _going = [];

    /// <summary>Writes each resource that was deleted, in its new state.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    private protected abstract ResourceKind Kind { get; }

    /// <summary>The resources that the current record names.</summary>
    private protected abstract IEnumerable<AgentResource> Unwanted { get; }

    private protected sealed override async Task ProcessAsync(CancellationToken cancellation)
    {
        foreach (var resource in Unwanted)
        {
            try
            {
                var id = Kind.IdOf(resource);
                if (await ConfirmAsync(resource.Name is null ? id : $"{id} ({resource.Name})", $"Delete {Kind.Name}"))
                    await DeleteAsync(resource, cancellation);
            }
            catch (AgentCoreException error)
            {
                await FailAsync(error, resource.Id);
            }
        }
    }

    private protected sealed override Task EndAsync(CancellationToken cancellation)
    {
        if (_going.Count == 0)
            return Task.CompletedTask;
        var gone = 0;
        return ShowingAsync(
            $"Deleting {Kind.Name}s",
            Limit,
            show => Batch.RunAsync(
                _going,
                WaitLimit,
                resource => GoneAsync(resource, passed => show($"{gone} of {_going.Count} gone", passed), cancellation),
                done => gone = done,
                cancellation));
    }

    private async Task DeleteAsync(AgentResource resource, CancellationToken cancellation)
    {
        var connection = Connect(resource);
        AgentResource deleted;
        try
        {
            var (status, since) = await Kind.DeleteAsync(connection, this, resource.Id, cancellation);
            deleted = resource.In(status, since);
        }
        catch (AgentCoreException gone) when (gone.Category == ErrorCategory.ObjectNotFound)
        {
            Verbose($"The {Kind.Name} {resource.Id} is gone already: {gone.Message}");
            deleted = resource.In(StatusGoal.Deleted.Wanted, null);
        }
        if (Wait)
            _going.Add(deleted);
        else if (PassThru)
            await WriteAsync(deleted);
    }

    private async Task GoneAsync(AgentResource resource, Action<TimeSpan> show, CancellationToken cancellation)
    {
        try
        {
            var wait = Kind.Until(StatusGoal.Deleted, resource, Limit, Connect(resource), this);
            var last = await wait.RunAsync(resource, (_, passed) => show(passed), cancellation);
            if (PassThru)
                await WriteAsync(resource.In(StatusGoal.Deleted.Wanted, last?.LastUpdatedAt?.ToUniversalTime()));
        }
        catch (AgentCoreException error)
        {
            await FailAsync(error, resource.Id);
        }
    }
}
