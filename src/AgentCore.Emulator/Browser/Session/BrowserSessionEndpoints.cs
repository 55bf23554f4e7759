using AgentCore.Emulator.Generated;
using AgentCore.Emulator.Http;

namespace AgentCore.Emulator.Browser.Session;

/// <summary>Handles the browser session operations.</summary>
internal sealed class BrowserSessionEndpoints(BrowserSessionService service)
{
    /// <summary>Registers the operations.</summary>
    public void Register(OperationRegistry registry)
    {
        registry.Handle<StartBrowserSessionRequest, StartBrowserSessionResponse>("StartBrowserSession", StartAsync);
        registry.Handle<GetBrowserSessionRequest, GetBrowserSessionResponse>("GetBrowserSession", GetAsync);
        registry.Handle<ListBrowserSessionsRequest, ListBrowserSessionsResponse>("ListBrowserSessions", ListAsync);
        registry.Handle<StopBrowserSessionRequest, StopBrowserSessionResponse>("StopBrowserSession", StopAsync);
    }

    private async Task<StartBrowserSessionResponse> StartAsync(
        StartBrowserSessionRequest request, OperationContext context)
    {
        var session = await service.StartAsync(request, context.Region);
        return new(
            session.Seed.ResourceId,
            session.Seed.Id,
            session.Seed.CreatedAt,
            session.StreamsAt(context.Authority));
    }

    private Task<GetBrowserSessionResponse> GetAsync(GetBrowserSessionRequest request, OperationContext context)
    {
        var session = service.Get(context.Region, request.BrowserIdentifier!, request.SessionId!);
        var started = session.Request;
        return Task.FromResult(new GetBrowserSessionResponse(
            session.Seed.ResourceId,
            session.Seed.Id,
            session.Seed.Name,
            session.Seed.CreatedAt,
            started.ViewPort!,
            started.Extensions,
            started.EnterprisePolicies,
            started.ProfileConfiguration,
            session.Seed.TimeoutSeconds,
            session.Status,
            session.StreamsAt(context.Authority),
            started.ProxyConfiguration,
            started.Certificates,
            started.FilesystemConfigurations,
            session.LastUpdatedAt));
    }

    private Task<ListBrowserSessionsResponse> ListAsync(ListBrowserSessionsRequest request, OperationContext context)
    {
        var page = service.List(request, context.Region);
        var items = page.Items.Select(session => new BrowserSessionSummary(
            session.Seed.ResourceId,
            session.Seed.Id,
            session.Seed.Name,
            session.Status,
            session.Seed.CreatedAt,
            session.LastUpdatedAt));
        return Task.FromResult(new ListBrowserSessionsResponse([.. items], page.NextToken));
    }

    private async Task<StopBrowserSessionResponse> StopAsync(
        StopBrowserSessionRequest request, OperationContext context)
    {
        var session = service.Get(context.Region, request.BrowserIdentifier!, request.SessionId!);
        await session.EndAsync("it was stopped");
        return new(session.Seed.ResourceId, session.Seed.Id, session.LastUpdatedAt);
    }
}
