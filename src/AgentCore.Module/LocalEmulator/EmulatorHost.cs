using AgentCore.Errors;
using AgentCore.Service;

namespace AgentCore.LocalEmulator;

/// <summary>The one emulator that this PowerShell process runs, whichever runspace started it.</summary>
internal static class EmulatorHost
{
    private static readonly SemaphoreSlim Gate = new(1, 1);
    private static volatile EmulatorProcess? _current;

    /// <summary>The emulator that runs; null where none does.</summary>
    public static EmulatorProcess? Current =>
        _current is { HasEnded: false, WasStopped: false } running ? running : null;

    /// <summary>The emulator that runs, for what cannot be done without one.</summary>
    /// <exception cref="AgentCoreException">None runs.</exception>
    public static EmulatorProcess Running => Current ?? throw Failures.NotFound(
        "No emulator runs in this PowerShell.", "Start one: Start-ACEmulator.");

    /// <summary>The emulator that runs, or a new one.</summary>
    /// <exception cref="AgentCoreException">It could not be started.</exception>
    public static async Task<EmulatorProcess> StartAsync(EmulatorOptions options, CancellationToken cancellationToken)
    {
        await Gate.WaitAsync(cancellationToken);
        try
        {
            if (Current is { } running)
            {
                return running;
            }

            var started = await EmulatorProcess.StartAsync(EmulatorProgram.StagedPath, options, cancellationToken);
            PassedEnvironment.Restore();
            _current?.Dispose(); // one that ended by itself
            LocalEndpoint.Latest = started;
            return _current = started;
        }
        finally
        {
            Gate.Release();
        }
    }

    /// <summary>Ends the emulator that runs, if one does; waits until it is gone.</summary>
    public static async Task StopAsync()
    {
        await Gate.WaitAsync();
        try
        {
            if (_current is not { } running)
            {
                return;
            }

            PassedEnvironment.Restore();
            using (running)
            {
                await running.StopAsync();
            }

            _current = null;
        }
        finally
        {
            Gate.Release();
        }
    }
}
