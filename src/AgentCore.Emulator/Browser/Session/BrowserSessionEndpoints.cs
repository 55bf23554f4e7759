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
            session.Seed.CreatedAt)
        {
            Streams = session.StreamsAt(context.Address),
        };
    }

    private Task<GetBrowserSessionResponse> GetAsync(GetBrowserSessionRequest request, OperationContext context)
    {
        var session = service.Get(context.Region, request.BrowserIdentifier!, request.SessionId!);
        var started = session.Request;
        return Task.FromResult(new GetBrowserSessionResponse(
            session.Seed.ResourceId,
            session.Seed.Id,
            session.Seed.CreatedAt)
        {
            Name = session.Seed.Name,
            ViewPort = started.ViewPort,
            Extensions = started.Extensions,
            EnterprisePolicies = started.EnterprisePolicies,
            ProfileConfiguration = started.ProfileConfiguration,
            SessionTimeoutSeconds = session.Seed.TimeoutSeconds,
            Status = session.Status,
            Streams = session.StreamsAt(context.Address),
            ProxyConfiguration = started.ProxyConfiguration,
            Certificates = started.Certificates,
            FilesystemConfigurations = started.FilesystemConfigurations,
            SessionReplayArtifact = session.Feature<IReplayArtifact>().ReplayArtifact,
            LastUpdatedAt = session.LastUpdatedAt,
        });
    }

    private Task<ListBrowserSessionsResponse> ListAsync(ListBrowserSessionsRequest request, OperationContext context)
    {
        var page = service.List(request, context.Region);
        var items = page.Items.Select(session => new BrowserSessionSummary(
            session.Seed.ResourceId,
            session.Seed.Id,
            session.Status,
            session.Seed.CreatedAt)
        {
            Name = session.Seed.Name,
            LastUpdatedAt = session.LastUpdatedAt,
        });
        return Task.FromResult(new ListBrowserSessionsResponse([.. items]) { NextToken = page.NextToken });
    }

    private async Task<StopBrowserSessionResponse> StopAsync(
        StopBrowserSessionRequest request, OperationContext context)
    {
        var session = service.Get(context.Region, request.BrowserIdentifier!, request.SessionId!);
        await session.StopAsync("it was stopped");
        return new(session.Seed.ResourceId, session.Seed.Id, session.LastUpdatedAt);
    }
}
