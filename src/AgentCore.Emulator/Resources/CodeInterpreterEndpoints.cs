using AgentCore.Emulator.Core;
using AgentCore.Emulator.Generated;
using AgentCore.Emulator.Http;

namespace AgentCore.Emulator.Resources;

/// <summary>Handles the code interpreter operations.</summary>
/// <param name="service">The code interpreters.</param>
/// <param name="isInUse">Whether a code interpreter has live sessions.</param>
internal sealed class CodeInterpreterEndpoints(
    ResourceService<CreateCodeInterpreterRequest> service, Func<string, bool> isInUse)
{
    /// <summary>Adds the handlers.</summary>
    public void Register(OperationRegistry registry)
    {
        registry.Handle<CreateCodeInterpreterRequest, CreateCodeInterpreterResponse>("CreateCodeInterpreter", Create);
        registry.Handle<GetCodeInterpreterRequest, GetCodeInterpreterResponse>("GetCodeInterpreter", Get);
        registry.Handle<ListCodeInterpretersRequest, ListCodeInterpretersResponse>("ListCodeInterpreters", List);
        registry.Handle<DeleteCodeInterpreterRequest, DeleteCodeInterpreterResponse>("DeleteCodeInterpreter", Delete);
    }

    private CreateCodeInterpreterResponse Create(CreateCodeInterpreterRequest request, OperationContext context)
    {
        var network = request.NetworkConfiguration!;
        ToolRules.CheckNetwork(network.NetworkMode == CodeInterpreterNetworkMode.Vpc, network.VpcConfig);
        var failure = ToolRules.FailureOf(request.ExecutionRoleArn);
        var created = service.Create(
            context.Region,
            request with { ClientToken = null, Tags = null },
            request.Tags,
            now => ToolRules.CreatedAt(now, failure),
            failure);
        return new(created.Id, service.ArnOf(created, context.Region), created.CreatedAt, service.StatusOf(created));
    }

    private GetCodeInterpreterResponse Get(GetCodeInterpreterRequest request, OperationContext context)
    {
        var found = service.Get(context.Region, request.CodeInterpreterId!);
        var interpreter = found.Definition;
        return new(
            found.Id,
            service.ArnOf(found, context.Region),
            interpreter.Name!,
            interpreter.NetworkConfiguration!,
            service.StatusOf(found),
            found.CreatedAt,
            found.LastUpdatedAt)
        {
            Description = interpreter.Description,
            ExecutionRoleArn = interpreter.ExecutionRoleArn,
            Certificates = interpreter.Certificates,
            FilesystemConfigurations = interpreter.FilesystemConfigurations,
            FailureReason = service.FailureOf(found),
        };
    }

    private ListCodeInterpretersResponse List(ListCodeInterpretersRequest request, OperationContext context)
    {
        var page = service.List(
            context.Region,
            one => request.Type is null || one.Type == request.Type,
            request.Type,
            request.MaxResults,
            request.NextToken);
        var summaries = page.Items.Select(one => new CodeInterpreterSummary(
            one.Id,
            service.ArnOf(one, context.Region),
            service.StatusOf(one),
            one.CreatedAt)
        {
            Name = one.Definition.Name,
            Description = one.Definition.Description,
            LastUpdatedAt = one.LastUpdatedAt,
        });
        return new([.. summaries]) { NextToken = page.NextToken };
    }

    private DeleteCodeInterpreterResponse Delete(DeleteCodeInterpreterRequest request, OperationContext context)
    {
        var deleted = service.Delete(context.Region, "codeInterpreterId", request.CodeInterpreterId!, isInUse);
        return new(deleted.Id, service.StatusOf(deleted), deleted.LastUpdatedAt);
    }
}

/// <summary>The code interpreter resources of an emulator.</summary>
internal static class CodeInterpreterKind
{
    /// <summary>Id of the system code interpreter.</summary>
    public const string SystemId = "aws.codeinterpreter.v1";

    // Its network mode is the most restrictive one, as on AWS.
    private static readonly Resource<CreateCodeInterpreterRequest> System =
        Resource<CreateCodeInterpreterRequest>.CreateSystem(
        SystemId,
        new()
        {
            Name = "Amazon Bedrock AgentCore Code Interpreter",
            Description = "AWS built-in code interpreter for secure code execution",
            NetworkConfiguration = new() { NetworkMode = CodeInterpreterNetworkMode.Sandbox },
        });

    /// <summary>Opens the code interpreters in the data folder.</summary>
    public static ResourceService<CreateCodeInterpreterRequest> Open(EmulatorEnvironment environment) =>
        new(
            new(
                "code interpreter",
                "code-interpreter",
                "code-interpreter-custom",
                Limits.CodeInterpreterArnPattern,
                Quota.CodeInterpreters),
            interpreter => interpreter.Name,
            environment,
            System);

    /// <summary>Whether programs can use the network. With VPC they cannot, because the emulator has no VPC.</summary>
    public static bool HasNetwork(Resource<CreateCodeInterpreterRequest> interpreter) =>
        interpreter.Definition.NetworkConfiguration!.NetworkMode == CodeInterpreterNetworkMode.Public;
}
