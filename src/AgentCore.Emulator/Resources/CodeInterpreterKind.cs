using AgentCore.Emulator.Core;
using AgentCore.Emulator.Generated;

namespace AgentCore.Emulator.Resources;

/// <summary>What code interpreters are.</summary>
internal static class CodeInterpreterKind
{
    /// <summary>Id of the code interpreter that every account has.</summary>
    public const string SystemId = "aws.codeinterpreter.v1";

    // Its mode is the most restrictive one, as at the service.
    private static readonly Resource<CreateCodeInterpreterRequest> System = Resource<CreateCodeInterpreterRequest>.OfSystem(
        SystemId,
        new()
        {
            Name = "Amazon Bedrock AgentCore Code Interpreter",
            Description = "AWS built-in code interpreter for secure code execution",
            NetworkConfiguration = new() { NetworkMode = CodeInterpreterNetworkMode.Sandbox },
        });

    /// <summary>The code interpreters of an emulator.</summary>
    public static ResourceService<CreateCodeInterpreterRequest> Open(EmulatorEnvironment environment) =>
        new(
            new("code interpreter", "code-interpreter", "code-interpreter-custom", Limits.CodeInterpreterArnPattern),
            interpreter => interpreter.Name,
            environment,
            System);

    /// <summary>Whether programs reach the network. In a VPC they reach nothing, since there is none here.</summary>
    public static bool HasNetwork(Resource<CreateCodeInterpreterRequest> interpreter) =>
        interpreter.Definition.NetworkConfiguration!.NetworkMode == CodeInterpreterNetworkMode.Public;
}
