using AgentCore.Emulator.Core;
using AgentCore.Emulator.Core.Network;
using AgentCore.Emulator.Core.Walls;

namespace AgentCore.Emulator.CodeInterpreter.Sandbox;

/// <summary>
/// The sandbox of one session: user, folder, way to the network and guest program, none of which another session has.
/// Disposing it ends everything in it, and frees all.
/// </summary>
/// <param name="plan">What it gets of this machine.</param>
/// <param name="user">User of its programs.</param>
internal sealed class SessionSandbox(SandboxPlan plan, SandboxUser user) : IAsyncDisposable
{
    private Guest? _guest;

    /// <summary>What it gets of this machine.</summary>
    public SandboxPlan Plan => plan;

    /// <summary>User of its programs.</summary>
    public SandboxUser User => user;

    /// <summary>Its folder on the machine; empty before there is one.</summary>
    public string Folder { get; set; } = "";

    /// <summary>The way to the network; null when there is none.</summary>
    public SessionNetwork? Network { get; set; }

    /// <summary>The guest program.</summary>
    public Guest Guest
    {
        get => _guest ?? throw new InvalidOperationException("The sandbox was not started.");
        set => _guest = value;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        try
        {
            await (_guest?.DisposeAsync() ?? ValueTask.CompletedTask);
        }
        finally
        {
            await (Network?.DisposeAsync() ?? ValueTask.CompletedTask);
            if (Folder.Length > 0)
            {
                DataFolder.RemoveTree(Folder);
            }

            user.Dispose();
        }
    }
}
