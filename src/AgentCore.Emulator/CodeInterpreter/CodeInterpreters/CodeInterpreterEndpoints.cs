using AgentCore.Emulator.Protocol;

namespace AgentCore.Emulator.CodeInterpreter.CodeInterpreters;

/// <summary>The code interpreter operations: they unpack the request, ask the service and pack the answer.</summary>
/// <param name="service">The service.</param>
/// <param name="isInUse">Tells whether sessions of a code interpreter live.</param>
internal sealed class CodeInterpreterEndpoints(CodeInterpreterService service, Func<string, bool> isInUse)
{
    /// <summary>Adds the handlers.</summary>
    public void Register(OperationRegistry registry)
    {
        registry.Handle<CreateCodeInterpreterRequest, CreateCodeInterpreterResponse>("CreateCodeInterpreter", CreateAsync);
        registry.Handle<GetCodeInterpreterRequest, GetCodeInterpreterResponse>("GetCodeInterpreter", GetAsync);
        registry.Handle<ListCodeInterpretersRequest, ListCodeInterpretersResponse>("ListCodeInterpreters", ListAsync);
        registry.Handle<DeleteCodeInterpreterRequest, DeleteCodeInterpreterResponse>("DeleteCodeInterpreter", DeleteAsync);
    }

    private Task<CreateCodeInterpreterResponse> CreateAsync(CreateCodeInterpreterRequest request, OperationContext context)
    {
        var created = service.Create(request, context.Region);
        return Task.FromResult(new CreateCodeInterpreterResponse(
            created.Id, created.ArnIn(context.Region), created.CreatedAt, service.StatusOf(created)));
    }

    private Task<GetCodeInterpreterResponse> GetAsync(GetCodeInterpreterRequest request, OperationContext context)
    {
        var found = service.Get(context.Region, "codeInterpreterId", request.CodeInterpreterId!);
        return Task.FromResult(new GetCodeInterpreterResponse(
            found.Id,
            found.ArnIn(context.Region),
            found.Request.Name!,
            found.Request.Description,
            found.Request.ExecutionRoleArn,
            found.Request.NetworkConfiguration!,
            service.StatusOf(found),
            found.Request.Certificates,
            found.Request.FilesystemConfigurations,
            found.CreatedAt,
            found.LastUpdatedAt));
    }

    private Task<ListCodeInterpretersResponse> ListAsync(ListCodeInterpretersRequest request, OperationContext context)
    {
        var page = service.List(context.Region, request.Type, request.MaxResults, request.NextToken);
        var summaries = page.Items.Select(one => new CodeInterpreterSummary(
            one.Id,
            one.ArnIn(context.Region),
            one.Request.Name!,
            one.Request.Description,
            service.StatusOf(one),
            one.CreatedAt,
            one.LastUpdatedAt));
        return Task.FromResult(new ListCodeInterpretersResponse([.. summaries], page.NextToken));
    }

    private Task<DeleteCodeInterpreterResponse> DeleteAsync(DeleteCodeInterpreterRequest request, OperationContext context)
    {
        var deleted = service.Delete(context.Region, request.CodeInterpreterId!, isInUse);
        return Task.FromResult(
            new DeleteCodeInterpreterResponse(deleted.Id, service.StatusOf(deleted), deleted.LastUpdatedAt));
    }
}
