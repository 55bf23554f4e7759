using AgentCore.Generator.Api;

namespace AgentCore.Generator.Templates.Emulator;

/// <summary>The enumerations that requests contain, as constants of text.</summary>
internal static class EnumTemplate
{
    public static IEnumerable<Enumeration> OfRequests(ApiModel api)
    {
        var requests = api.Planes.SelectMany(plane => plane.Operations).Select(operation => operation.Request);
        var shapes = api.Planes.SelectMany(plane => plane.Shapes).Where(shape => shape.IsInput);
        return requests.Concat(shapes).SelectMany(shape => shape.Members)
            .Select(member => (member.Type.Item ?? member.Type).Enumeration).OfType<Enumeration>()
            .DistinctBy(enumeration => enumeration.Name);
    }

    public static string Class(Enumeration enumeration)
    {
        var constants = enumeration.Values.Select(value => $"""
            {Text.Summary(value.About, 1)}
            public const string {NameOf(value)} = "{value.Value}";
            """);
        return $$"""
            {{Text.Summary(enumeration.About, 0)}}
            internal static class {{enumeration.Name}}
            {
            {{Text.Blocks(constants).Indent(1)}}
            }
            """;
    }

    /// <summary>A value's name in C#: <c>CREATE_FAILED</c> becomes <c>CreateFailed</c>.</summary>
    public static string NameOf(EnumerationValue value) => string.Concat(value.Value.Split('_').Select(word =>
        (word.Any(char.IsLower) ? word : word.ToLowerInvariant()).Pascal()));
}
