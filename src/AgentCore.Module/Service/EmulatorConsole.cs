using AgentCore.Errors;

namespace AgentCore.Service;

/// <summary>The emulator's own console page.</summary>
internal static class EmulatorConsole
{
    /// <summary>Makes an address of the console, which opens it once and within five minutes: a secret till then.</summary>
    /// <param name="emulator">The emulator.</param>
    /// <param name="path">A page of the console; null for the first one.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="AgentCoreException">The emulator rejected the path, or has ended.</exception>
    public static async Task<string> CreateConsoleUrlAsync(
        this LocalEndpoint emulator, string? path, CancellationToken cancellationToken)
    {
        var response = await emulator.SendAsync(
            HttpMethod.Post, "/emulator/console-addresses", path is null ? null : new { path }, cancellationToken);
        return response.GetProperty("url").GetString()!;
    }
}
