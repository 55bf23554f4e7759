using AgentCore.Emulator.Http;
using AgentCore.Emulator.Resources;

namespace AgentCore.Emulator;

/// <summary>One family of operations with its sessions. Disposing it ends every session and every child process.</summary>
internal interface IServiceFamily : IAsyncDisposable
{
    /// <summary>The family's live sessions.</summary>
    IEnumerable<ToolSession> LiveSessions { get; }

    /// <summary>Adds the family's handlers.</summary>
    void Register(OperationRegistry registry);
}
