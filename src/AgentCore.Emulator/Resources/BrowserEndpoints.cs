using AgentCore.Emulator.Core;
using AgentCore.Emulator.Generated;
using AgentCore.Emulator.Http;

namespace AgentCore.Emulator.Resources;

/// <summary>Handles the browser operations.</summary>
/// <param name="service">The browsers.</param>
/// <param name="isInUse">Whether a browser has live sessions.</param>
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
        var network = request.NetworkConfiguration!;
        ToolRules.CheckNetwork(network.NetworkMode == BrowserNetworkMode.Vpc, network.VpcConfig);
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
        var browser = found.Definition;
        return new(
            found.Id,
            service.ArnOf(found, context.Region),
            browser.Name!,
            browser.NetworkConfiguration!,
            service.StatusOf(found),
            found.CreatedAt,
            found.LastUpdatedAt)
        {
            Description = browser.Description,
            ExecutionRoleArn = browser.ExecutionRoleArn,
            Recording = browser.Recording,
            BrowserSigning = browser.BrowserSigning is { } signing ? new(signing.Enabled!.Value) : null,
            EnterprisePolicies = browser.EnterprisePolicies,
            Certificates = browser.Certificates,
            FilesystemConfigurations = browser.FilesystemConfigurations,
            FailureReason = service.FailureOf(found),
        };
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
            service.StatusOf(one),
            one.CreatedAt)
        {
            Name = one.Definition.Name,
            Description = one.Definition.Description,
            LastUpdatedAt = one.LastUpdatedAt,
        });
        return new([.. summaries]) { NextToken = page.NextToken };
    }

    private DeleteBrowserResponse Delete(DeleteBrowserRequest request, OperationContext context)
    {
        var deleted = service.Delete(context.Region, "browserId", request.BrowserId!, isInUse);
        return new(deleted.Id, service.StatusOf(deleted), deleted.LastUpdatedAt);
    }
}

/// <summary>The browser resources of an emulator.</summary>
internal static class BrowserKind
{
    /// <summary>Id of the system browser.</summary>
    public const string SystemId = "aws.browser.v1";

    private static readonly Resource<CreateBrowserRequest> System = Resource<CreateBrowserRequest>.CreateSystem(
        SystemId,
        new()
        {
            Name = "Amazon Bedrock AgentCore Browser",
            Description = "AWS built-in browser for secure web browsing",
            NetworkConfiguration = new() { NetworkMode = BrowserNetworkMode.Public },
        });

    /// <summary>Opens the browsers in the data folder.</summary>
    public static ResourceService<CreateBrowserRequest> Open(EmulatorEnvironment environment) =>
        new(
            new("browser", "browser", "browser-custom", Limits.BrowserArnPattern, Quota.Browsers),
            browser => browser.Name,
            environment,
            System);
}
