using AgentCore.Emulator.Browser.Session;
using AgentCore.Emulator.Generated;
using AgentCore.Emulator.Http;
using AgentCore.Emulator.Resources;

namespace AgentCore.Emulator.Browser.Features.Profiles;

/// <summary>Handles the browser profile operations.</summary>
/// <param name="service">Keeps the profiles.</param>
/// <param name="sessions">The sessions whose state is saved.</param>
internal sealed class ProfileEndpoints(ProfileService service, BrowserSessionService sessions)
{
    /// <summary>Registers the operations.</summary>
    public void Register(OperationRegistry registry)
    {
        registry.Handle<CreateBrowserProfileRequest, CreateBrowserProfileResponse>("CreateBrowserProfile", Create);
        registry.Handle<GetBrowserProfileRequest, GetBrowserProfileResponse>("GetBrowserProfile", Get);
        registry.Handle<ListBrowserProfilesRequest, ListBrowserProfilesResponse>("ListBrowserProfiles", List);
        registry.Handle<DeleteBrowserProfileRequest, DeleteBrowserProfileResponse>("DeleteBrowserProfile", Delete);
        registry.Handle<SaveBrowserSessionProfileRequest, SaveBrowserSessionProfileResponse>(
            "SaveBrowserSessionProfile", SaveAsync);
    }

    private CreateBrowserProfileResponse Create(CreateBrowserProfileRequest request, OperationContext context)
    {
        var created = service.Resources.Create(
            context.Region,
            new BrowserProfile(request.Name, request.Description),
            request.Tags,
            _ => ResourceState.Lasting(ResourceStatus.Ready),
            failureReason: null);
        return new(
            created.Id,
            service.Resources.ArnOf(created, context.Region),
            created.CreatedAt,
            service.Resources.StatusOf(created));
    }

    private GetBrowserProfileResponse Get(GetBrowserProfileRequest request, OperationContext context)
    {
        var found = Summary(service.Resources.Get(context.Region, request.ProfileId!), context.Region);
        return new(found.ProfileId, found.ProfileArn, found.Name, found.Status, found.CreatedAt, found.LastUpdatedAt)
        {
            Description = found.Description,
            LastSavedAt = found.LastSavedAt,
            LastSavedBrowserSessionId = found.LastSavedBrowserSessionId,
            LastSavedBrowserId = found.LastSavedBrowserId,
        };
    }

    private ListBrowserProfilesResponse List(ListBrowserProfilesRequest request, OperationContext context)
    {
        var page = service.Resources.List(
            context.Region,
            profile => request.Name is null || profile.Definition.Name == request.Name,
            request.Name,
            request.MaxResults,
            request.NextToken);
        return new([.. page.Items.Select(profile => Summary(profile, context.Region))]) { NextToken = page.NextToken };
    }

    private DeleteBrowserProfileResponse Delete(DeleteBrowserProfileRequest request, OperationContext context)
    {
        var deleted = Summary(service.Delete(context.Region, request.ProfileId!), context.Region);
        return new(deleted.ProfileId, deleted.ProfileArn, deleted.Status, deleted.LastUpdatedAt)
        {
            LastSavedAt = deleted.LastSavedAt,
        };
    }

    private async Task<SaveBrowserSessionProfileResponse> SaveAsync(
        SaveBrowserSessionProfileRequest request, OperationContext context)
    {
        var session = sessions.GetReady(context.Region, request.BrowserIdentifier!, request.SessionId!);
        var saved = await service.SaveAsync(context.Region, request.ProfileIdentifier!, session);
        return new(saved.Id, session.Seed.ResourceId, session.Seed.Id, saved.LastUpdatedAt);
    }

    private BrowserProfileSummary Summary(Resource<BrowserProfile> profile, string region) => new(
        profile.Id,
        service.Resources.ArnOf(profile, region),
        profile.Definition.Name!,
        service.Resources.StatusOf(profile),
        profile.CreatedAt,
        profile.LastUpdatedAt)
    {
        Description = profile.Definition.Description,
        LastSavedAt = profile.Definition.LastSave?.At,
        LastSavedBrowserSessionId = profile.Definition.LastSave?.SessionId,
        LastSavedBrowserId = profile.Definition.LastSave?.BrowserId,
    };
}
