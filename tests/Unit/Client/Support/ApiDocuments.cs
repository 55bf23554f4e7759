using AgentCore.Generator.Api;
using Tests.Conventions;

namespace Tests.Client.Support;

/// <summary>The documents of the API, which say where each member of a request is on the wire.</summary>
internal static class ApiDocuments
{
    private static readonly ApiModel Api = ApiLoader.LoadFolder(Folder);

    public static string Folder => Path.Combine(Repository.Root, "src", "AgentCore.Generator", "Api");

    public static IEnumerable<Operation> Operations => Api.Planes.SelectMany(plane => plane.Operations);

    public static Operation Operation(string service, string name) =>
        Operations.Single(o => o.Plane.EndpointPrefix == service && o.Name == name);
}
