using AgentCore.Emulator.Core;
using AgentCore.Emulator.Http;
using AgentCore.Emulator.Resources;

namespace AgentCore.Emulator;

/// <summary>
/// A family of operations with its sessions. Disposing it ends its sessions and their child processes.
/// </summary>
internal interface IServiceFamily : IAsyncDisposable
{
    /// <summary>The live sessions.</summary>
    IEnumerable<ToolSession> LiveSessions { get; }

    /// <summary>Adds the handlers of the operations.</summary>
    void Register(OperationRegistry registry);
}

/// <summary>The families of an emulator.</summary>
internal static class Families
{
    /// <summary>Creates all families.</summary>
    public static IReadOnlyList<IServiceFamily> Create(EmulatorEnvironment environment)
    {
        var browsers = new BrowserFamily(environment);
        var interpreters = new CodeInterpreterFamily(environment);
        return [browsers, interpreters, new TagFamily([.. browsers.Tagged, .. interpreters.Tagged])];
    }
}

/// <summary>The tags of the resources of all other families.</summary>
/// <param name="resources">The resources of each type.</param>
internal sealed class TagFamily(IReadOnlyList<ITaggedResources> resources) : IServiceFamily
{
    /// <inheritdoc/>
    public IEnumerable<ToolSession> LiveSessions => [];

    /// <inheritdoc/>
    public void Register(OperationRegistry registry) => new TagEndpoints(resources).Register(registry);

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
