using AgentCore.Generator.Api;

namespace AgentCore.Generator.Templates.Emulator;

/// <summary>Records of requests, responses and what they contain, without their summaries.</summary>
internal static class RecordTemplate
{
    private const int LongestLine = 120;

    /// <summary>
    /// What a request is or contains: every member may be absent until the validator has looked at the attributes.
    /// </summary>
    public static string Input(EmulatorShape shape, string baseType)
    {
        var properties = shape.Members.Select(member => Property(member, true, Constraints.Attributes(member)));
        var union = shape.Kind == ShapeKind.Union ? "[Union]\n" : "";
        return union + Declare(shape.Name + (baseType.Length > 0 ? $" : {baseType}" : ""), properties);
    }

    /// <summary>
    /// What only responses are or contain: members that are always there are parameters, others are properties. A
    /// stream is none, since its events are written one by one.
    /// </summary>
    public static string Output(EmulatorShape shape)
    {
        var members = shape.Members.Where(member => member.Type.Shape?.Kind != ShapeKind.Events).ToList();
        var required = members.Where(member => member.Required).ToList();
        var documentation = required.Select(member =>
            Text.Documentation("param", $"param name=\"{member.Name}\"", member.About, 0) + "\n");
        var properties = members.Except(required)
            .Select(member => Property(member, false, member.Location.Length > 0 ? $"[{member.Location}]" : ""));
        return string.Concat(documentation) + Declare(shape.Name + Parameters(shape.Name, required), properties);
    }

    private static string Declare(string declaration, IEnumerable<string> properties)
    {
        var members = Text.Blocks(properties);
        return members.Length == 0 ? $"internal sealed record {declaration};" : $$"""
            internal sealed record {{declaration}}
            {
            {{members.Indent(1)}}
            }
            """;
    }

    private static string Parameters(string name, IReadOnlyList<EmulatorMember> members)
    {
        if (members.Count == 0)
        {
            return "";
        }

        var parameters = members.Select(member => Location(member) + $"{member.CSharp(false)} {member.Name}").ToList();
        var line = $"({string.Join(", ", parameters)})";
        var length = $"internal sealed record {name}{line};".Length;
        return length <= LongestLine ? line : $"(\n{string.Join(",\n", parameters).Indent(1)})";
    }

    private static string Location(EmulatorMember member) =>
        member.Location.Length == 0 ? "" : $"[property: {member.Location}] ";

    private static string Property(EmulatorMember member, bool isInput, string attributes) => $$"""
        {{Text.Summary(member.About, 1)}}{{(attributes.Length > 0 ? "\n" + attributes : "")}}
        public {{member.CSharp(isInput)}}? {{member.Name}} { get; init; }
        """;
}
