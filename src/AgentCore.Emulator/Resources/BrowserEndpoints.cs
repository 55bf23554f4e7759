using AgentCore.Emulator.Generated;
using AgentCore.Emulator.Http;

namespace AgentCore.Emulator.Resources;

/// <summary>The browser operations: they unpack the request, ask the service and pack the answer.</summary>
/// <param name="service">The service.</param>
/// <param name="isInUse">Tells whether sessions of a browser live.</param>
internal sealed class BrowserEndpoints(ResourceService<CreateBrowserRequest> service, Func<string, bool> isInUse)
{
    /// <summary>Adds the handlers.</summary>
    public void Register(OperationRegistry registry)
    {
        registry.Handle<CreateBrowserRequest, CreateBrowserResponse>("CreateBrowser", Create);
        registry.Handle<GetBrowserRequest, GetBrowserResponse>("GetBrowser", Get);
        registry.Handle<ListBrowsersRequest, ListBrowsersResponse>("ListBrowsers", List);
        registry.Handle<DeleteBrowserRequest, DeleteBrowserResponse>("DeleteBrowser", Delete);
    }

    private CreateBrowserResponse Create(CreateBrowserRequest request, OperationContext context)
    {
        ToolRules.CheckNetwork(request.NetworkConfiguration!.NetworkMode!, request.NetworkConfiguration.VpcConfig);
        BrowserRules.CheckVersions(request);
        var failure = ToolRules.FailureOf(request.ExecutionRoleArn);
        var created = service.Create(
            context.Region,
            request with { ClientToken = null, Tags = null },
            request.Tags,
            now => ToolRules.CreatedAt(now, failure),
            failure);
        return new(created.Id, service.ArnOf(created, context.Region), created.CreatedAt, service.StatusOf(created));
    }

    private GetBrowserResponse Get(GetBrowserRequest request, OperationContext context)
    {
        var found = service.Get(context.Region, request.BrowserId!);
        return new(
            found.Id,
            service.ArnOf(found, context.Region),
            found.Definition.Name!,
            found.Definition.Description,
            found.Definition.ExecutionRoleArn,
            found.Definition.NetworkConfiguration!,
            found.Definition.Recording,
            found.Definition.BrowserSigning,
            found.Definition.EnterprisePolicies,
            found.Definition.Certificates,
            found.Definition.FilesystemConfigurations,
            service.StatusOf(found),
            service.FailureOf(found),
            found.CreatedAt,
            found.LastUpdatedAt);
    }

    private ListBrowsersResponse List(ListBrowsersRequest request, OperationContext context)
    {
        var page = service.List(
            context.Region,
            one => request.Type is null || one.Type == request.Type,
            request.Type,
            request.MaxResults,
            request.NextToken);
        var summaries = page.Items.Select(one => new BrowserSummary(
            one.Id,
            service.ArnOf(one, context.Region),
            one.Definition.Name!,
            one.Definition.Description,
            service.StatusOf(one),
            one.CreatedAt,
            one.LastUpdatedAt));
        return new([.. summaries], page.NextToken);
    }

    private DeleteBrowserResponse Delete(DeleteBrowserRequest request, OperationContext context)
    {
        var deleted = service.Delete(context.Region, "browserId", request.BrowserId!, isInUse);
        return new(deleted.Id, service.StatusOf(deleted), deleted.LastUpdatedAt);
    }
}

/// <summary>What holds for objects in S3 in the control plane alone.</summary>
internal static class BrowserRules
{
    private const int ShortestVersionId = 3;

    /// <summary>Checks the versions of objects. In the data plane, whose shapes these are, one character is enough.</summary>
    /// <exception cref="ServiceException">A versionId is too short.</exception>
    public static void CheckVersions(CreateBrowserRequest request)
    {
        var policies = (request.EnterprisePolicies ?? []).Select((policy, index) =>
            (Object: policy.Location!.S3, Path: $"enterprisePolicies[{index}].location.s3"));
        (S3Location? Object, string Path)[] objects = [(request.Recording?.S3Location, "recording.s3Location"), .. policies];
        var errors = objects
            .Where(one => one.Object?.VersionId?.Length < ShortestVersionId)
            .Select(one => new FieldError(
                one.Path + ".versionId", $"must have {ShortestVersionId} to 1024 characters, has {one.Object!.VersionId!.Length}"))
            .ToArray();
        if (errors.Length > 0)
        {
            throw ServiceErrors.Invalid(errors);
        }
    }
}
