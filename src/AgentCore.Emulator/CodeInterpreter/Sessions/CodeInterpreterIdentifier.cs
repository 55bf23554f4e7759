using AgentCore.Emulator.Protocol;
using AgentCore.Emulator.Protocol.Errors;

namespace AgentCore.Emulator.CodeInterpreter.Sessions;

/// <summary>Which code interpreters there are.</summary>
internal static class CodeInterpreterIdentifier
{
    /// <summary>The code interpreter that every account has. Its network mode is SANDBOX: the most restrictive one.</summary>
    public const string System = "aws.codeinterpreter.v1";

    /// <summary>The id of the code interpreter that <paramref name="identifier"/> names, by id or ARN.</summary>
    /// <exception cref="ServiceException">There is no such code interpreter.</exception>
    public static string Resolve(string identifier)
    {
        var id = ResourceIdentifier.Parse("codeInterpreterIdentifier", identifier, "code-interpreter");
        return id == System ? id : throw ServiceErrors.NotFound($"There is no code interpreter {id}.");
    }
}
