using AgentCore.Generator.Api;

namespace AgentCore.Generator.Templates.Emulator;

/// <summary>The table of operations.</summary>
internal static class OperationTableTemplate
{
    public static string Render(ApiModel api)
    {
        var planes = api.Planes.Select(plane => $"""
            // The {plane.Key} plane: {plane.About}.
            {plane.Operations.Select(Row).Lines()}
            """);
        var errors = api.Planes.SelectMany(plane => plane.Operations).SelectMany(operation => operation.Errors)
            .DistinctBy(error => error.Code).OrderBy(error => error.Status);
        return $$"""
            using AgentCore.Emulator.Http;

            namespace AgentCore.Emulator.Generated;

            /// <summary>
            /// Every operation of the planes. One endpoint serves them all, since no two share method and path.
            /// </summary>
            internal static class OperationTable
            {
                /// <summary>HTTP status of each error that the API lists for an operation, by code.</summary>
                public static IReadOnlyDictionary<string, int> ErrorStatus { get; } = new Dictionary<string, int>
                {
            {{errors.Select(error => $"""["{error.Code}"] = {error.Status},""").Lines().Indent(2)}}
                };

                /// <summary>The operations with method, path and the HTTP status of success.</summary>
                public static IReadOnlyList<OperationRow> Rows { get; } =
                [
            {{Text.Blocks(planes).Indent(2)}}
                ];
            }
            """;
    }

    private static string Row(Operation operation)
    {
        var stream = operation.Response.Members.Any(member => member.Type.Shape?.Kind == ShapeKind.Events)
            ? "    HasEventStream = true,\n"
            : "";
        return $$"""
            new("{{operation.Name}}", "{{operation.Method}}", "{{operation.Path}}", {{operation.Status}})
            {
            {{stream}}    Errors =
                [
            {{Text.WrapList(operation.Errors.Select(error => $"\"{error.Code}\""), 4).Indent(2)}}
                ],
            },
            """;
    }
}
