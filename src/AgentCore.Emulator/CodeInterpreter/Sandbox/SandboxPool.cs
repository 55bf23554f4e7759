using AgentCore.Emulator.Core.Walls;
using AgentCore.Emulator.Http;

namespace AgentCore.Emulator.CodeInterpreter.Sandbox;

/// <summary>
/// Gives each session a sandbox of its own. Since IPython takes half a second to load, others are started behind one
/// that is given, and wait for sessions of the same kind, with or without a network. None waits before there was a
/// session, and a sandbox is given once.
/// </summary>
/// <param name="launcher">Starts the sandboxes.</param>
/// <param name="wanted">How many wait for sessions of a kind.</param>
/// <param name="log">Receives a warning when a spare one does not start, or ends.</param>
internal sealed class SandboxPool(GuestLauncher launcher, int wanted, ILogger log) : IAsyncDisposable
{
    private readonly object _gate = new();
    private readonly List<Spare> _spares = [];
    private readonly CancellationTokenSource _closing = new();

    /// <summary>A sandbox, which belongs to the caller.</summary>
    /// <param name="hasNetwork">Whether its programs reach the network.</param>
    /// <param name="cancellationToken">Cancels the start.</param>
    /// <exception cref="ServiceException">It cannot be started on this machine; the message has the remedy.</exception>
    public async Task<SessionSandbox> TakeAsync(bool hasNetwork, CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                var plan = await launcher.PlanAsync(hasNetwork, cancellationToken);
                var sandbox = await TakeSpareAsync(plan, cancellationToken)
                    ?? await launcher.StartAsync(plan, cancellationToken);
                AddSpares(plan);
                return sandbox;
            }
            catch (SandboxUserException error)
            {
                // A session comes before a spare sandbox, which has a user, too.
                await (Remove(_ => true) ?? throw ServiceErrors.QuotaExceeded(error.Message)).DisposeAsync();
            }
        }
    }

    /// <summary>Ends the spare sandboxes. Those that were given are ended by their sessions.</summary>
    public async ValueTask DisposeAsync()
    {
        await _closing.CancelAsync();
        while (Remove(_ => true) is { } spare)
        {
            await spare.DisposeAsync();
        }

        _closing.Dispose();
    }

    private async Task<SessionSandbox?> TakeSpareAsync(SandboxPlan plan, CancellationToken cancellationToken)
    {
        while (Remove(spare => spare.Plan.HasNetwork == plan.HasNetwork) is { } spare)
        {
            try
            {
                if (spare.Plan.IsSameAs(plan)
                    && await spare.Started.WaitAsync(cancellationToken) is { Guest.Ended.IsCompleted: false } sandbox)
                {
                    return sandbox;
                }
            }
            catch (OperationCanceledException)
            {
                Add(spare);
                throw;
            }

            // The machine has changed since, or the sandbox did not start, or has ended.
            await spare.DisposeAsync();
        }

        return null;
    }

    private void AddSpares(SandboxPlan plan)
    {
        lock (_gate)
        {
            var missing = wanted - _spares.Count(spare => spare.Plan.HasNetwork == plan.HasNetwork);
            for (var i = 0; i < missing && !_closing.IsCancellationRequested; i++)
            {
                var spare = new Spare(plan, StartSpareAsync(plan, _closing.Token));
                Add(spare);
                _ = FollowAsync(spare);
            }
        }
    }

    private async Task<SessionSandbox?> StartSpareAsync(SandboxPlan plan, CancellationToken cancellationToken)
    {
        try
        {
            return await Task.Run(() => launcher.StartAsync(plan, cancellationToken), cancellationToken);
        }
        catch (Exception error) when (error is OperationCanceledException or SandboxUserException)
        {
            return null; // the emulator stops, or sessions have all users
        }
        catch (Exception error)
        {
            log.LogWarning("A sandbox for the next session did not start: {Reason}", error.Message);
            return null;
        }
    }

    private async Task FollowAsync(Spare spare)
    {
        if (await spare.Started is { } sandbox)
        {
            await sandbox.Guest.Ended;
            if (Remove(one => one == spare) is not null)
            {
                log.LogWarning("The sandbox for the next session ended unexpectedly");
                await sandbox.DisposeAsync();
            }
        }
    }

    private void Add(Spare spare)
    {
        lock (_gate)
        {
            _spares.Add(spare);
        }
    }

    private Spare? Remove(Predicate<Spare> isWanted)
    {
        lock (_gate)
        {
            var spare = _spares.Find(isWanted);
            _spares.Remove(spare!);
            return spare;
        }
    }

    // Started gives null when it did not start.
    private sealed class Spare(SandboxPlan plan, Task<SessionSandbox?> started) : IAsyncDisposable
    {
        public SandboxPlan Plan => plan;

        public Task<SessionSandbox?> Started => started;

        public async ValueTask DisposeAsync()
        {
            if (await started is { } sandbox)
            {
                await sandbox.DisposeAsync();
            }
        }
    }
}
