using AgentCore.Emulator.Generated;
using AgentCore.Emulator.Http;

namespace AgentCore.Emulator.CodeInterpreter.Session;

/// <summary>Handles the session operations and InvokeCodeInterpreter.</summary>
internal sealed class CodeInterpreterSessionEndpoints(CodeInterpreterSessionService service)
{
    /// <summary>Adds the handlers.</summary>
    public void Register(OperationRegistry registry)
    {
        registry.Handle<StartCodeInterpreterSessionRequest, StartCodeInterpreterSessionResponse>(
            "StartCodeInterpreterSession", StartAsync);
        registry.Handle<GetCodeInterpreterSessionRequest, GetCodeInterpreterSessionResponse>(
            "GetCodeInterpreterSession", GetAsync);
        registry.Handle<ListCodeInterpreterSessionsRequest, ListCodeInterpreterSessionsResponse>(
            "ListCodeInterpreterSessions", ListAsync);
        registry.Handle<StopCodeInterpreterSessionRequest, StopCodeInterpreterSessionResponse>(
            "StopCodeInterpreterSession", StopAsync);
        registry.HandleStream<InvokeCodeInterpreterRequest>("InvokeCodeInterpreter", InvokeAsync);
    }

    private async Task<StartCodeInterpreterSessionResponse> StartAsync(
        StartCodeInterpreterSessionRequest request, OperationContext context)
    {
        var session = await service.StartAsync(request, context.Region);
        return new(session.Seed.ResourceId, session.Seed.Id, session.Seed.CreatedAt);
    }

    private Task<GetCodeInterpreterSessionResponse> GetAsync(
        GetCodeInterpreterSessionRequest request, OperationContext context)
    {
        var session = service.Get(context.Region, request.CodeInterpreterIdentifier!, request.SessionId!);
        return Task.FromResult(new GetCodeInterpreterSessionResponse(
            session.Seed.ResourceId,
            session.Seed.Id,
            session.Seed.CreatedAt)
        {
            Name = session.Seed.Name,
            SessionTimeoutSeconds = session.Seed.TimeoutSeconds,
            Status = session.Status,
            Certificates = session.Request.Certificates,
            FilesystemConfigurations = session.Request.FilesystemConfigurations,
        });
    }

    private Task<ListCodeInterpreterSessionsResponse> ListAsync(
        ListCodeInterpreterSessionsRequest request, OperationContext context)
    {
        var page = service.List(request, context.Region);
        var items = page.Items.Select(session => new CodeInterpreterSessionSummary(
            session.Seed.ResourceId,
            session.Seed.Id,
            session.Status,
            session.Seed.CreatedAt)
        {
            Name = session.Seed.Name,
            LastUpdatedAt = session.LastUpdatedAt,
        });
        return Task.FromResult(new ListCodeInterpreterSessionsResponse([.. items]) { NextToken = page.NextToken });
    }

    private async Task<StopCodeInterpreterSessionResponse> StopAsync(
        StopCodeInterpreterSessionRequest request, OperationContext context)
    {
        var session = service.Get(context.Region, request.CodeInterpreterIdentifier!, request.SessionId!);
        await session.StopAsync("it was stopped");
        return new(session.Seed.ResourceId, session.Seed.Id, session.LastUpdatedAt);
    }

    private async Task InvokeAsync(
        InvokeCodeInterpreterRequest request, OperationContext context, EventStreamWriter writer)
    {
        var tool = service.ToolOf(request);
        var session = await service.SessionOfAsync(request, context.Region);
        context.SetHeaders(new InvokeCodeInterpreterResponse { SessionId = session.Seed.Id });
        await session.GuestAsync(context.Aborted);

        // The call may run for long: the caller gets the response headers now.
        await writer.StartAsync();
        var results = CodeInterpreterSessionService.RunAsync(
            session, tool, request.Arguments ?? new(), context.Aborted);
        await foreach (var result in results)
        {
            await writer.WriteAsync(CodeInterpreterStreamOutput.Result, result);
        }
    }
}
