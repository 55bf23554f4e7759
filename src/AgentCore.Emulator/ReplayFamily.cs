using AgentCore.Emulator.Core;
using AgentCore.Emulator.Http;
using AgentCore.Emulator.Replay;

namespace AgentCore.Emulator;

/// <summary>Everything from a recording, in the place of all families: no session, no Chromium, no Python.</summary>
/// <param name="recording">The recording.</param>
/// <param name="environment">The emulator.</param>
internal sealed class ReplayFamily(RecordedCalls recording, EmulatorEnvironment environment) : IServiceFamily
{
    private readonly ReplayEndpoints _endpoints =
        new(recording, environment.Time, environment.Logs.CreateLogger("AgentCore.Emulator.Replay"));

    /// <inheritdoc/>
    public void Register(OperationRegistry registry) => _endpoints.Register(registry);

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _endpoints.DisposeAsync();
}
