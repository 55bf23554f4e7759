using AgentCore.Generator.Api;

namespace AgentCore.Generator.Templates.Emulator;

/// <summary>
/// All files of the emulator, which serves both planes: one an operation, one a document for what operations share, the
/// limits and the table of operations.
/// </summary>
internal static class EmulatorFiles
{
    public static IEnumerable<GeneratedFile> Of(ApiModel api)
    {
        static GeneratedFile File(string name, string code) =>
            GeneratedFile.Of($"AgentCore.Emulator/Generated/{name}.cs", code);

        yield return File("Limits", LimitsTemplate.Render(api));
        yield return File("OperationTable", OperationTableTemplate.Render(api));
        foreach (var operation in api.Planes.SelectMany(plane => plane.Operations))
        {
            yield return File(operation.Name, OperationTemplate.Render(operation));
        }

        var shapes = EmulatorShape.AllOf(api).ToLookup(shape => shape.Document);
        var enumerations = EnumTemplate.OfRequests(api).ToLookup(enumeration => enumeration.Document);
        foreach (var document in shapes.Select(group => group.Key).Union(enumerations.Select(group => group.Key)))
        {
            yield return File(
                $"Shapes.{document}", ShapeTemplate.Render([.. shapes[document]], [.. enumerations[document]]));
        }
    }
}
