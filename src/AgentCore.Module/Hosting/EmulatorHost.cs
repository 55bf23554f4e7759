namespace AgentCore;

/// <summary>The one emulator that this PowerShell process runs, whichever runspace started it.</summary>
internal static class EmulatorHost
{
    private static readonly SemaphoreSlim Gate = new(1, 1);
    private static volatile EmulatorProcess? _current;

    /// <summary>The emulator that runs; null where none does.</summary>
    public static EmulatorProcess? Current => _current is { HasEnded: false, WasStopped: false } running ? running : null;

    /// <summary>The emulator that runs, or a new one.</summary>
    /// <exception cref="AgentCoreException">It could not be started.</exception>
    public static async Task<EmulatorProcess> StartAsync(EmulatorOptions options, CancellationToken cancellation)
    {
        await Gate.WaitAsync(cancellation);
        try
        {
            return Current ?? (_current = await EmulatorProcess
                .StartAsync(EmulatorProgram.StagedPath, options, cancellation));
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
                return;
            await running.StopAsync();
            running.Dispose();
            _current = null;
        }
        finally
        {
            Gate.Release();
        }
    }
}
