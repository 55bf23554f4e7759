using AgentCore.Generator.Api;

namespace AgentCore.Generator.Templates.Client;

/// <summary>All files of the client: per plane one an operation, and one a kind of what operations share.</summary>
internal static class ClientFiles
{
    public static IEnumerable<GeneratedFile> Of(ApiModel api) => api.Planes.SelectMany(Of);

    private static IEnumerable<GeneratedFile> Of(Plane plane)
    {
        GeneratedFile File(string name, string code) =>
            GeneratedFile.Of($"AgentCore.Client/Generated/{plane.Name}/{name}.cs", code);

        yield return File("Client", PlaneTemplate.Render(plane));
        yield return File("Enums", EnumTemplate.Render(plane));
        yield return File("Exceptions", ExceptionTemplate.Render(plane));
        yield return File("Limits", LimitsTemplate.Render(plane));
        foreach (var operation in plane.Operations)
        {
            yield return File(operation.Name, OperationTemplate.Render(operation));
        }

        foreach (var shapes in plane.Shapes.GroupBy(shape => shape.Document))
        {
            yield return File("Shapes/" + shapes.Key, ShapeTemplate.Render(plane, [.. shapes]));
        }
    }
}
