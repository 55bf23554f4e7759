using AgentCore.Emulator.Generated;
using AgentCore.Emulator.Http;

namespace AgentCore.Emulator.CodeInterpreter.Session;

/// <summary>One tool of InvokeCodeInterpreter.</summary>
internal interface ITool
{
    /// <summary>Name in the API.</summary>
    string Name { get; }

    /// <summary>Checks the arguments that the tool needs, before a session is touched.</summary>
    /// <exception cref="ServiceException">One is missing or not valid.</exception>
    void Check(ToolArguments arguments);

    /// <summary>Works, and yields one result or several that add up.</summary>
    IAsyncEnumerable<CodeInterpreterResult> RunAsync(
        CodeInterpreterSession session, ToolArguments arguments, CancellationToken cancellationToken);
}
