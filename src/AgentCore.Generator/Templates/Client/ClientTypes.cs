using AgentCore.Generator.Api;

namespace AgentCore.Generator.Templates.Client;

/// <summary>How the client names, describes, reads and writes members.</summary>
internal static class ClientTypes
{
    public static string Namespace(this Plane plane) => $"Amazon.{plane.Name}";

    /// <summary>What the names of the plane's client, configuration and base types begin with.</summary>
    public static string Prefix(this Plane plane) => $"Amazon{plane.Name}";

    public static string CSharp(this TypeUse type) => type.Kind switch
    {
        TypeKind.String => "string",
        TypeKind.Integer => "int",
        TypeKind.Long => "long",
        TypeKind.Double => "double",
        TypeKind.Boolean => "bool",
        TypeKind.Timestamp => "DateTime",
        TypeKind.Blob => "MemoryStream",
        TypeKind.List => $"List<{type.Item!.CSharp()}>",
        TypeKind.Map => $"Dictionary<string, {type.Item!.CSharp()}>",
        TypeKind.Shape => type.Shape!.Name,
        TypeKind.Enumeration => type.Enumeration!.Name,
        _ => throw new NotSupportedException($"{type.Kind} has no type in C#."),
    };

    /// <summary>The public properties of a shape, with their documentation.</summary>
    public static IEnumerable<string> Properties(this Shape shape, int indent)
    {
        foreach (var member in shape.Members)
        {
            yield return $$"""
                {{Text.Summary(Describe(member, shape.IsInput), indent)}}
                public {{member.Type.CSharp()}}? {{member.Name.Pascal()}} { get; set; }
                """;
        }

        if (shape.Open is { } about)
        {
            var value = shape.IsInput ? "object?" : "JsonElement";
            yield return $$"""
                {{Text.Summary(about, indent)}}
                public Dictionary<string, {{value}}>? AdditionalMembers { get; set; }
                """;
        }
    }

    /// <summary>The expression that reads a member's value where the reader stands on it.</summary>
    public static string ReadExpression(TypeUse type) => type switch
    {
        { Kind: TypeKind.String } => "json.ReadText()",
        { Kind: TypeKind.Enumeration } => $"json.ReadConstant({type.CSharp()}.FindValue)",
        { Kind: TypeKind.Shape } => $"json.ReadObject<{type.CSharp()}>()",
        { Kind: TypeKind.List, Item.Kind: TypeKind.String } => "json.ReadTexts()",
        { Kind: TypeKind.List, Item: { Kind: TypeKind.Shape } item } => $"json.ReadList<{item.CSharp()}>()",
        { Kind: TypeKind.Map, Item.Kind: TypeKind.String } => "json.ReadTextMap()",
        { Kind: TypeKind.List or TypeKind.Map } =>
            throw new NotSupportedException($"The client cannot read a {type.CSharp()}. Add it to JsonReading."),
        _ => $"json.Read{type.Kind}()",
    };

    /// <summary>The method body that reads any member of a shape.</summary>
    public static string ReadMember(Shape shape)
    {
        var cases = shape.At(Place.Body).Select(member => $"""
            case "{member.Name}":
                {member.Name.Pascal()} = {ReadExpression(member.Type)};
                break;
            """);
        var other = shape.Open is null
            ? "json.Skip();"
            : "(AdditionalMembers ??= [])[name] = JsonElement.ParseValue(ref json);";
        return $$"""
            {
                switch (name)
                {
            {{cases.Lines().Indent(2)}}
                    default:
                        {{other}}
                        break;
                }
            }
            """;
    }

    /// <summary>The method body that writes the members of a shape.</summary>
    public static string WriteMembers(Shape shape)
    {
        var lines = shape.At(Place.Body)
            .Select(member => $"""json.WriteMember("{member.Name}", {member.Name.Pascal()});""");
        if (shape.Open is not null)
        {
            lines = lines.Append("json.WriteAdditional(AdditionalMembers);");
        }

        return $$"""
            {
            {{lines.Lines().Indent(1)}}
            }
            """;
    }

    private static string Describe(Member member, bool isInput)
    {
        var about = member.About;
        if (member.Type.Shape is { Kind: ShapeKind.Union })
        {
            about += " Exactly one of its members is set.";
        }

        if (isInput && Limits(member.Type) is { } limits)
        {
            about += $" {limits}.";
        }

        return isInput && member.Required ? about + " Required." : about;
    }

    private static string? Limits(TypeUse type)
    {
        var unit = type.Kind switch
        {
            TypeKind.String => " characters",
            TypeKind.Blob => " bytes",
            TypeKind.List or TypeKind.Map => " entries",
            _ => "",
        };
        return type switch
        {
            { Min: null, Max: null } => null,
            { Max: null } => $"At least {type.Min}{unit}",
            { Min: null or 0 } when unit.Length > 0 => $"At most {type.Max}{unit}",
            { Min: null } => $"At most {type.Max}",
            _ => $"{type.Min} to {type.Max}{unit}",
        };
    }
}
