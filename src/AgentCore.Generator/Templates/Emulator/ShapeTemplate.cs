using AgentCore.Generator.Api;

namespace AgentCore.Generator.Templates.Emulator;

/// <summary>The file of what a document of the API describes for several operations.</summary>
internal static class ShapeTemplate
{
    public static string Render(IReadOnlyList<EmulatorShape> shapes, IReadOnlyList<Enumeration> enumerations)
    {
        var types = shapes.Select(Type).Concat(enumerations.Select(EnumTemplate.Class));
        var usings = shapes.Any(shape => shape.IsInput) ? "using AgentCore.Emulator.Http;\n\n" : "";
        return $"""
            {usings}namespace AgentCore.Emulator.Generated;

            {Text.Blocks(types)}
            """;
    }

    private static string Type(EmulatorShape shape) => $"""
        {Text.Summary(shape.About, 0)}
        {(shape.Kind == ShapeKind.Events ? Events(shape)
            : shape.IsInput ? RecordTemplate.Input(shape, "")
            : RecordTemplate.Output(shape))}
        """;

    private static string Events(EmulatorShape stream)
    {
        var constants = stream.Members.Select(member => $"""
            {Text.Summary(member.About, 1)}
            public const string {member.Name} = "{member.WireName}";
            """);
        return $$"""
            internal static class {{stream.Name}}
            {
            {{Text.Blocks(constants).Indent(1)}}
            }
            """;
    }
}
