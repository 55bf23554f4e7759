using AgentCore.Generator.Api;

namespace AgentCore.Generator.Templates.Emulator;

/// <summary>The limits of the API's named types, for rules of the emulator that need one.</summary>
internal static class LimitsTemplate
{
    private const int LongestPart = 100;

    private const string About =
        "The limits of the types that the API names. `Min` and `Max` are values, `MinLength` and `MaxLength` "
        + "characters, `MinCount` and `MaxCount` entries. Patterns match from end to end.";

    public static string Render(ApiModel api)
    {
        var shapes = api.Planes.SelectMany(plane => plane.Operations)
            .SelectMany(operation => new[] { operation.Request, operation.Response })
            .Concat(api.Planes.SelectMany(plane => plane.Shapes));
        var types = shapes.SelectMany(shape => shape.Members).SelectMany(member => TypesIn(member.Type))
            .Where(type => type.Name is not null)
            .DistinctBy(type => type.Name).OrderBy(type => type.Name, StringComparer.Ordinal);
        return $$"""
            namespace AgentCore.Emulator.Generated;

            {{Text.Summary(About, 0)}}
            internal static class Limits
            {
            {{Text.Blocks(types.SelectMany(Constants)).Indent(1)}}
            }
            """;
    }

    /// <summary>The constant with the pattern of a named type.</summary>
    public static string PatternOf(string type) => $"Limits.{type}Pattern";

    private static IEnumerable<TypeUse> TypesIn(TypeUse type) =>
        new[] { type.MapKey, type.Item }.OfType<TypeUse>().SelectMany(TypesIn).Prepend(type);

    private static IEnumerable<string> Constants(TypeUse type)
    {
        var (suffix, what) = type.Kind switch
        {
            TypeKind.String => ("Length", "number of characters"),
            TypeKind.List or TypeKind.Map => ("Count", "number of entries"),
            _ => ("", "value"),
        };
        if (type.Min is { } min)
        {
            var literal = Constraints.Literal(min);
            yield return Constant($"The smallest {what} of a", type, $"int {type.Name}Min{suffix}", literal);
        }

        if (type.Max is { } max)
        {
            var literal = Constraints.Literal(max);
            yield return Constant($"The largest {what} of a", type, $"int {type.Name}Max{suffix}", literal);
        }

        if (type.Pattern is { } pattern)
        {
            var literal = string.Join("\n        + ", Parts(pattern).Select(Constraints.Literal));
            yield return Constant("The pattern of a", type, $"string {type.Name}Pattern", literal);
        }
    }

    /// <summary>A pattern in parts that fit on a line, cut behind a slash.</summary>
    private static IEnumerable<string> Parts(string pattern)
    {
        while (pattern.Length > LongestPart && pattern.LastIndexOf('/', LongestPart - 1) is > 0 and var slash)
        {
            yield return pattern[..(slash + 1)];
            pattern = pattern[(slash + 1)..];
        }

        yield return pattern;
    }

    private static string Constant(string about, TypeUse type, string declaration, string value) => $"""
        {Text.Summary($"{about} `{type.Name}`.", 1)}
        {Text.Assign($"public const {declaration}", value, 1)}
        """;
}
