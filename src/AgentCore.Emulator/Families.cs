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

    /// <summary>Begins what the family does without a request, once the emulator takes requests.</summary>
    void Begin()
    {
    }
}

/// <summary>The families of an emulator.</summary>
internal sealed class Families
{
    /// <summary>Creates them.</summary>
    /// <param name="environment">What they share.</param>
    /// <exception cref="EmulatorStartException">A recording to replay cannot be read.</exception>
    public Families(EmulatorEnvironment environment)
    {
        var replay = environment.Options.ReplayPath is { } path
            ? new ReplayFamily(RecordedCalls.Read(path), environment)
            : null;
        var browsers = new BrowserFamily(environment);
        var codeInterpreters = new CodeInterpreterFamily(environment);
        IServiceFamily[] live =
        [
            browsers,
            codeInterpreters,
            new TagFamily([.. browsers.Tagged, .. codeInterpreters.Tagged]),
        ];
        All = replay is null ? live : [.. live, replay];
        Serving = replay is null ? live : [replay];
        ConsoleParts = new(
            browsers.Sessions,
            browsers.Browsers,
            browsers.Profiles,
            codeInterpreters.Sessions,
            codeInterpreters.CodeInterpreters,
            new(environment.Data));
    }

    /// <summary>All of them, to be disposed.</summary>
    public IReadOnlyList<IServiceFamily> All { get; }

    /// <summary>Those that serve: all, or a recording in their place.</summary>
    public IReadOnlyList<IServiceFamily> Serving { get; }

    /// <summary>What the console shows of them; with a recording in their place they have no sessions.</summary>
    public ConsoleParts ConsoleParts { get; }
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
