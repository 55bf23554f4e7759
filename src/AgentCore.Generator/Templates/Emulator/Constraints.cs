using System.Globalization;
using AgentCore.Generator.Api;

namespace AgentCore.Generator.Templates.Emulator;

/// <summary>The limits of a member as attributes.</summary>
internal static class Constraints
{
    private const int LongestLine = 116;

    /// <summary>The attributes above a property: on one line where they fit, else each on its own.</summary>
    public static string Attributes(EmulatorMember member)
    {
        var attributes = new[] { member.Location, member.Required ? "Required" : "" }
            .Concat(InAll(member.InPlanes)).Where(attribute => attribute.Length > 0).ToList();
        var line = $"[{string.Join(", ", attributes)}]";
        return attributes.Count == 0 ? ""
            : line.Length <= LongestLine ? line
            : attributes.Select(OnLines).Lines();
    }

    /// <summary>Those of all planes; one that holds in some of them says so.</summary>
    private static IEnumerable<string> InAll(IReadOnlyList<(Plane Plane, Member Member)> planes)
    {
        var each = planes.Select(one => (one.Plane, Of: Of(one.Member.Type, "").ToList())).ToList();
        foreach (var constraint in each.SelectMany(one => one.Of).Distinct())
        {
            var holding = each.Where(one => one.Of.Contains(constraint)).Select(one => one.Plane).ToList();
            if (holding.Count == each.Count)
            {
                yield return constraint;
                continue;
            }

            foreach (var plane in holding)
            {
                yield return $"{constraint[..^1]}, In = Plane.{plane.Key.Pascal()})";
            }
        }
    }

    private static IEnumerable<string> Of(TypeUse type, string part)
    {
        if (type.Min is not null || type.Max is not null)
        {
            var isNumber = type.Kind is TypeKind.Integer or TypeKind.Long or TypeKind.Double;
            var min = type.Min is { } least ? Literal(least) : isNumber ? "int.MinValue" : "0";
            var max = type.Max is { } most ? Literal(most) : "int.MaxValue";
            yield return $"{(isNumber ? "Between" : "Size")}({min}, {max}{part})";
        }

        if (type.Pattern is { } pattern)
        {
            var constant = type.Name is { } name ? LimitsTemplate.PatternOf(name) : Literal(pattern);
            yield return $"Pattern({constant}{part})";
        }

        if (type.Enumeration is { } enumeration)
        {
            var values = enumeration.Values.Select(value => $"{enumeration.Name}.{EnumTemplate.NameOf(value)}");
            yield return $"OneOf({string.Join(", ", values)}{part})";
        }

        var parts = (type.MapKey is { } key ? Of(key, ", Of = Part.Keys") : [])
            .Concat(type.Item is { } item ? Of(item, ", Of = Part.Items") : []);
        foreach (var constraint in parts)
        {
            yield return constraint;
        }
    }

    /// <summary>A regular expression as a text in C#.</summary>
    public static string Literal(string pattern) => $"@\"{pattern.Replace("\"", "\"\"")}\"";

    /// <summary>A number in C#; a long one has its digits in groups.</summary>
    public static string Literal(long number) => number.ToString(
        Math.Abs(number) < 10_000 ? "0" : "#,0", new NumberFormatInfo { NumberGroupSeparator = "_" });

    private static string OnLines(string attribute)
    {
        if (attribute.Length + 2 <= LongestLine)
        {
            return $"[{attribute}]";
        }

        var open = attribute.IndexOf('(');
        return $"[{attribute[..(open + 1)]}\n{attribute[(open + 1)..].Replace(", ", ",\n").Indent(1)}]";
    }
}
