using AgentCore.Emulator.Generated;
using AgentCore.Emulator.Http;

namespace AgentCore.Emulator.CodeInterpreter.Session;

/// <summary>A tool of InvokeCodeInterpreter.</summary>
internal interface ITool
{
    /// <summary>Name in the API.</summary>
    string Name { get; }

    /// <summary>Checks the arguments, before a session is used.</summary>
    /// <exception cref="ServiceException">An argument is missing or not valid.</exception>
    void Check(ToolArguments arguments);

    /// <summary>Runs the tool; yields one result, or several that add up.</summary>
    IAsyncEnumerable<CodeInterpreterResult> RunAsync(
        CodeInterpreterSession session, ToolArguments arguments, CancellationToken cancellationToken);
}
