using AgentCore.Emulator.CodeInterpreter.Sandbox;
using AgentCore.Emulator.CodeInterpreter.Session;
using AgentCore.Emulator.CodeInterpreter.Tools;
using AgentCore.Emulator.Core;
using AgentCore.Emulator.Generated;
using AgentCore.Emulator.Http;
using AgentCore.Emulator.Resources;

namespace AgentCore.Emulator;

/// <summary>Code interpreters, their sessions and tools.</summary>
internal sealed class CodeInterpreterFamily : IServiceFamily
{
    private readonly ResourceService<CreateCodeInterpreterRequest> _interpreters;
    private readonly CodeInterpreterSessionService _sessions;

    /// <summary>Creates the family.</summary>
    public CodeInterpreterFamily(EmulatorEnvironment environment)
    {
        var runtimes = new JavaScriptRuntimes();
        var sandboxes = new SandboxPool(
            new(new PythonFinder(), runtimes, environment),
            environment.Options.SpareSandboxes,
            environment.Logs.CreateLogger<SandboxPool>());
        var run = new ProgramRun(environment.Options);
        _interpreters = CodeInterpreterKind.Open(environment);
        _sessions = new(
            environment,
            _interpreters,
            sandboxes,
            [
                new ExecuteCode(runtimes, run), new ExecuteCommand(run),
                new WriteFiles(), new ReadFiles(), new ListFiles(), new RemoveFiles(),
                new StartCommandExecution(environment.Options), new GetTask(), new StopTask(),
            ]);
    }

    /// <summary>The sessions.</summary>
    public CodeInterpreterSessionService Sessions => _sessions;

    /// <summary>The code interpreters.</summary>
    public ResourceService<CreateCodeInterpreterRequest> CodeInterpreters => _interpreters;

    /// <summary>The resources that can be tagged.</summary>
    public IReadOnlyList<ITaggedResources> Tagged => [_interpreters];

    /// <inheritdoc/>
    public void Register(OperationRegistry registry)
    {
        new CodeInterpreterEndpoints(_interpreters, _sessions.IsInUse).Register(registry);
        new CodeInterpreterSessionEndpoints(_sessions).Register(registry);
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _sessions.DisposeAsync();
}
