using AgentCore.Generator.Api;

namespace AgentCore.Generator.Templates.Client;

/// <summary>The limits of what requests may contain, as constants: one class an operation or shape.</summary>
internal static class LimitsTemplate
{
    public static string Render(Plane plane)
    {
        var owners = plane.Operations.Select(operation => (operation.Name, operation.Request.Members))
            .Concat(plane.Shapes.Where(shape => shape.IsInput).Select(shape => (shape.Name, shape.Members)));
        return $$"""
            namespace {{plane.Namespace()}};

            /// <summary>
            /// The limits of the {{plane.Key}} plane: one class an operation or shape. <c>Min</c> and <c>Max</c> are
            /// values, <c>MinLength</c> and <c>MaxLength</c> characters or bytes, <c>MinCount</c> and <c>MaxCount</c>
            /// entries of lists and maps. Patterns match from end to end.
            /// </summary>
            public static class {{plane.Name}}Limits
            {
            {{Text.Blocks(owners.Select(owner => Class(owner.Name, owner.Members))).Indent(1)}}
            }
            """;
    }

    private static string Class(string name, IReadOnlyList<Member> members)
    {
        var constants = members
            .SelectMany(member => Constants(member.Name.Pascal(), $"`{member.Name}`", member.Type)).ToList();
        return constants.Count == 0 ? "" : $$"""
            /// <summary>The limits of <c>{{name}}</c>.</summary>
            public static class {{name}}
            {
            {{constants.Lines().Indent(1)}}
            }
            """;
    }

    private static IEnumerable<string> Constants(string name, string of, TypeUse type)
    {
        var (suffix, what) = type.Kind switch
        {
            TypeKind.String => ("Length", "number of characters"),
            TypeKind.Blob => ("Length", "number of bytes"),
            TypeKind.List or TypeKind.Map => ("Count", "number of entries"),
            _ => ("", "value"),
        };
        if (type.Min is { } min)
        {
            yield return Constant($"The smallest {what} of {of}.", $"int {name}Min{suffix}", $"{min}");
        }

        if (type.Max is { } max)
        {
            yield return Constant($"The largest {what} of {of}.", $"int {name}Max{suffix}", $"{max}");
        }

        if (type.Pattern is { } pattern)
        {
            yield return Pattern($"The pattern of {of}.", $"{name}Pattern", pattern);
        }

        var nested = Enumerable.Empty<string>();
        if (type.MapKey is { } key)
        {
            nested = Constants(name + "Key", $"a key of {of}", key)
                .Concat(Constants(name + "Value", $"a value of {of}", type.Item!));
        }
        else if (type.Item is { } item)
        {
            nested = Constants(name + "Item", $"an entry of {of}", item);
        }

        foreach (var constant in nested)
        {
            yield return constant;
        }
    }

    private static string Constant(string about, string declaration, string value) => $"""
        {Text.Summary(about, 2)}
        {Text.Assign($"public const {declaration}", value, 2)}
        """;

    private static string Pattern(string about, string name, string pattern)
    {
        var literal = $"@\"{pattern.Replace("\"", "\"\"")}\"";
        return Constant(about, "string " + name, literal);
    }
}
