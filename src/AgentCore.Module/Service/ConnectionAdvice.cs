namespace AgentCore.Service;

/// <summary>What a runspace or process can do that has no connection.</summary>
internal static class ConnectionAdvice
{
    /// <summary>The advice, led by the emulator of this process where this runspace does not use it.</summary>
    /// <param name="advice">What there is to do in any case, in whole sentences.</param>
    public static string Add(string advice) =>
        LocalEndpoint.Latest is { HasEnded: false, WasStopped: false } running
            ? $"Start-ACEmulator makes the emulator that runs in this PowerShell, {running.Url}, the connection here. "
                + advice
            : advice + " In a job, take its caller's connection over: Set-ACContext -InputObject $using:context, "
                + "where the caller has $context = Get-ACContext.";
}
