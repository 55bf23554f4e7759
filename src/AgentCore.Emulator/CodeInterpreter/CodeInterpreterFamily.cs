using AgentCore.Emulator.CodeInterpreter.Sessions;
using AgentCore.Emulator.Hosting;
using AgentCore.Emulator.Protocol;
using AgentCore.Emulator.Protocol.Sessions;

namespace AgentCore.Emulator.CodeInterpreter;

/// <summary>The Code Interpreter: its sessions and the tools in them.</summary>
internal sealed class CodeInterpreterFamily(EmulatorEnvironment environment) : IServiceFamily
{
    private readonly CodeInterpreterSessionService _service = new(environment);

    /// <inheritdoc/>
    public IEnumerable<Session> LiveSessions => _service.Sessions.Live;

    /// <inheritdoc/>
    public void Register(OperationRegistry registry) => new CodeInterpreterSessionEndpoints(_service).Register(registry);

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _service.DisposeAsync();
}
