using AgentCore.Emulator.Core;
using AgentCore.Emulator.Http;
using AgentCore.Emulator.Replay;
using AgentCore.Emulator.Resources;
using AgentCore.Emulator.WebConsole;

namespace AgentCore.Emulator;

/// <summary>
/// A family of operations with its sessions. Disposing it ends its sessions and their child processes.
/// </summary>
internal interface IServiceFamily : IAsyncDisposable
{
    /// <summary>Adds the handlers of the operations.</summary>
    void Register(OperationRegistry registry);
}

/// <summary>The families of an emulator.</summary>
/// <param name="environment">What they share.</param>
internal sealed class Families(EmulatorEnvironment environment)
{
    private readonly ReplayFamily? _replay = environment.Options.ReplayPath is { } path
        ? new(Recording.Read(path), environment)
        : null;

    /// <summary>The Browser tool.</summary>
    public BrowserFamily Browsers { get; } = new(environment);

    /// <summary>The Code Interpreter tool.</summary>
    public CodeInterpreterFamily CodeInterpreters { get; } = new(environment);

    /// <summary>All of them.</summary>
    public IReadOnlyList<IServiceFamily> All =>
    [
        Browsers,
        CodeInterpreters,
        new TagFamily([.. Browsers.Tagged, .. CodeInterpreters.Tagged]),
        .. _replay is null ? [] : new[] { _replay },
    ];

    /// <summary>Those that serve: all, or a recording in their place.</summary>
    public IReadOnlyList<IServiceFamily> Serving => _replay is null ? All : [_replay];

    /// <summary>What the console shows of them.</summary>
    public ConsoleParts ConsoleParts => new(
        Browsers.Sessions,
        Browsers.Browsers,
        Browsers.Profiles,
        CodeInterpreters.Sessions,
        CodeInterpreters.CodeInterpreters,
        new(environment.Data));
}

/// <summary>The tags of the resources of all other families.</summary>
/// <param name="resources">The resources of each type.</param>
internal sealed class TagFamily(IReadOnlyList<ITaggedResources> resources) : IServiceFamily
{
    /// <inheritdoc/>
    public void Register(OperationRegistry registry) => new TagEndpoints(resources).Register(registry);

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
