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
        return $$"""
            using AgentCore.Emulator.Http;

            namespace AgentCore.Emulator.Generated;

            /// <summary>
            /// Every operation of the planes. One endpoint serves them all, since no two share method and path.
            /// </summary>
            internal static class OperationTable
            {
                /// <summary>The operations with method, path and the HTTP status of success.</summary>
                public static IReadOnlyList<OperationRow> Rows { get; } =
                [
            {{Text.Blocks(planes).Indent(2)}}
                ];
            }
            """;
    }

    private static string Row(Operation operation) =>
        $"""new("{operation.Name}", "{operation.Method}", "{operation.Path}", {operation.Status})"""
        + (operation.Errors.Any(error => error.Name == "Validation")
            ? ","
            : " { CanBeInvalid = false },");
}
