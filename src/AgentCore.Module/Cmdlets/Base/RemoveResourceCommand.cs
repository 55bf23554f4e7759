using System.Collections.Concurrent;
using System.Management.Automation;
using System.Management.Automation.Host;
using AgentCore.Cmdlets.Binding;
using AgentCore.Errors;
using AgentCore.Service;

namespace AgentCore.Cmdlets.Base;

/// <summary>
/// Base of the cmdlets that delete resources: one after the other; with -Wait all are waited for side by side.
/// </summary>
public abstract class RemoveResourceCommand : WaitingCommand
{
    private protected const string ById = "Id";
    private protected const string ByName = "Name";
    private protected const string ByObject = "Object";

    // Questions for a state are small; more at a time would only be throttled.
    private const int WaitLimit = 8;

    private readonly List<AgentResource> _going = [];
    private readonly ClientTokens _tokens = new();

    /// <summary>Names of the ones to delete, with wildcards; those that every account has stay.</summary>
    [Parameter(ParameterSetName = ByName, Mandatory = true)]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(NameCompleter))]
    public string[]? Name { get; set; }

    /// <summary>
    /// Deletes without a confirmation prompt. -WhatIf still deletes nothing, and an explicit -Confirm still prompts.
    /// </summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <summary>Writes each resource that was deleted, in its new state.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <summary>
    /// A token of yours for the deletion of one resource, 33 to 256 letters, digits and hyphens such as a GUID: the
    /// service does a request that it gets again with the same token only once.
    /// </summary>
    [Parameter]
    [ClientToken]
    public string? ClientToken { get; set; }

    private protected abstract ResourceOperations Operations { get; }

    /// <summary>The resources that the current record brings; null where they are given otherwise.</summary>
    private protected abstract IEnumerable<AgentResource>? Given { get; }

    /// <summary>The value of -Id.</summary>
    private protected abstract string[]? Ids { get; }

    private protected sealed override async Task ProcessAsync(CancellationToken cancellationToken)
    {
        foreach (var unwanted in Given ?? Ids?.Select(Operations.ById) ?? Name!.Select(Operations.ByName))
        {
            try
            {
                var connection = Connect(unwanted);
                await foreach (var found in Operations.FindAsync(connection, this, unwanted, cancellationToken))
                {
                    if (unwanted.Reference != Reference.Name || !WildcardPattern.ContainsWildcardCharacters(unwanted.Id)
                        || !Operations.IsSystem(found))
                    {
                        await DeleteAsync(found, connection, cancellationToken);
                    }
                }
            }
            catch (AgentCoreException error)
            {
                await FailAsync(error, unwanted.Id);
            }
        }
    }

    private protected sealed override Task EndAsync(CancellationToken cancellationToken)
    {
        if (_going.Count == 0)
        {
            return Task.CompletedTask;
        }

        var gone = 0;
        return ShowingAsync(
            $"Deleting {Operations.Name}s",
            Limit,
            show => Batch.RunAsync(
                _going,
                WaitLimit,
                resource => GoneAsync(
                    resource, passed => show($"{gone} of {_going.Count} gone", passed), cancellationToken),
                done => gone = done,
                cancellationToken));
    }

    private async Task DeleteAsync(AgentResource found, Connection connection, CancellationToken cancellationToken)
    {
        try
        {
            var now = await ReadAsync(found, connection, cancellationToken);
            if (!await OnPipelineAsync(() => MayDelete(now.Name is null ? now.Id : $"{now.Id} ({now.Name})")))
            {
                return;
            }

            var token = _tokens.Spend(ClientToken, now.Id);
            var (status, since) = await Operations.DeleteAsync(connection, this, now.Id, token, cancellationToken);
            await DeletedAsync(now.In(status, since));
        }
        catch (AgentCoreException gone)
            when (gone.Category == ErrorCategory.ObjectNotFound && found.Reference == Reference.Object)
        {
            Verbose($"The {Operations.Name} {found.Id} is gone already: {gone.Message}");
            await DeletedAsync(found.In(WaiterAcceptor.Deleted.Wanted, null));
        }
        catch (AgentCoreException error)
        {
            await FailAsync(error, found.Id);
        }
    }

    // Who may delete but not read, deletes what was named.
    private async Task<AgentResource> ReadAsync(
        AgentResource found, Connection connection, CancellationToken cancellationToken)
    {
        try
        {
            return await Operations.GetAsync(connection, this, found.Id, cancellationToken);
        }
        catch (AgentCoreException error) when (error.Category == ErrorCategory.PermissionDenied)
        {
            Verbose($"Whether there is a {Operations.Name} {found.Id} is not known: {error.Message}");
            return found;
        }
    }

    private bool MayDelete(string target)
    {
        var action = $"Delete {Operations.Name}";
        if (Force && !IsWhatIf && !MyInvocation.BoundParameters.ContainsKey("Confirm"))
        {
            WriteVerbose($"{action}: {target}.");
            return true;
        }

        try
        {
            return ShouldProcess(target, action);
        }
        catch (Exception error) when (error is HostException or InvalidOperationException or NotImplementedException)
        {
            throw new AgentCoreException(
                "ConfirmationNeeded", ErrorCategory.InvalidOperation,
                $"The {Operations.Name} {target} was not deleted: this PowerShell cannot ask for confirmation. "
                    + "Use -Force to delete without it.",
                error);
        }
    }

    private bool IsWhatIf => MyInvocation.BoundParameters.TryGetValue("WhatIf", out var given)
        ? LanguagePrimitives.IsTrue(given)
        : LanguagePrimitives.IsTrue(SessionState.PSVariable.GetValue("WhatIfPreference"));

    private Task DeletedAsync(AgentResource deleted)
    {
        if (!Wait)
        {
            return PassThru ? WriteAsync(deleted) : Task.CompletedTask;
        }

        _going.Add(deleted);
        return Task.CompletedTask;
    }

    private async Task GoneAsync(AgentResource resource, Action<TimeSpan> show, CancellationToken cancellationToken)
    {
        try
        {
            var wait = Operations.Until(WaiterAcceptor.Deleted, resource, Limit, Connect(resource), this);
            var last = await wait.RunAsync(resource, (_, passed) => show(passed), cancellationToken);
            if (PassThru)
            {
                await WriteAsync(resource.In(WaiterAcceptor.Deleted.Wanted, last?.LastUpdatedAt));
            }
        }
        catch (AgentCoreException error)
        {
            await FailAsync(error, resource.Id);
        }
    }
}

/// <summary>Does the same work on many items side by side.</summary>
internal static class Batch
{
    /// <summary>Works on all items, at most <paramref name="limit"/> at a time.</summary>
    /// <param name="items">What to work on.</param>
    /// <param name="limit">How many at a time, at least 1.</param>
    /// <param name="work">The work; deals with its errors itself, an exception ends the batch.</param>
    /// <param name="done">Told after each item how many are done.</param>
    /// <param name="cancellationToken">No further item is begun once it is cancelled.</param>
    public static async Task RunAsync<T>(
        IReadOnlyCollection<T> items, int limit, Func<T, Task> work, Action<int> done,
        CancellationToken cancellationToken)
    {
        var waiting = new ConcurrentQueue<T>(items);
        var finished = 0;
        async Task WorkerAsync()
        {
            while (!cancellationToken.IsCancellationRequested && waiting.TryDequeue(out var item))
            {
                await work(item);
                done(Interlocked.Increment(ref finished));
            }
        }

        await Task.WhenAll(Enumerable.Range(0, Math.Min(limit, items.Count)).Select(_ => WorkerAsync()));
    }
}
