using AgentCore.Emulator.Generated;
using AgentCore.Emulator.Http;

namespace AgentCore.Emulator.Resources;

/// <summary>The code interpreter operations: they unpack the request, ask the service and pack the answer.</summary>
/// <param name="service">The service.</param>
/// <param name="isInUse">Tells whether sessions of a code interpreter live.</param>
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
