using AgentCore.Generator.Api;

namespace AgentCore.Generator.Templates.Client;

/// <summary>The enumerations of a plane, as constants of text: a newer service may send others.</summary>
internal static class EnumTemplate
{
    public static string Render(Plane plane) => $"""
        using Amazon.Runtime;

        namespace {plane.Namespace()};

        {Text.Blocks(plane.Enumerations.Select(Class))}
        """;

    private static string Class(Enumeration enumeration)
    {
        var name = enumeration.Name;
        var constants = enumeration.Values.Select(value => $"""
            {Text.Summary(Describe(value), 1)}
            {Text.Assign($"public static readonly {name} {value.Value.Pascal()}", $"new(\"{value.Value}\")", 1)}
            """);
        return $$"""
            {{Text.Summary(enumeration.About + " Other values are kept as they came.", 0)}}
            public class {{name}} : ConstantClass
            {
            {{Text.Blocks(constants).Indent(1)}}

                /// <summary>Makes a value that is not listed here.</summary>
                /// <param name="value">The value as it is on the wire.</param>
                public {{name}}(string value)
                    : base(value)
                {
                }

                /// <summary>Finds the constant of a value, or makes one.</summary>
                /// <param name="value">The value as it is on the wire.</param>
            {{Text.Return($"public static {name} FindValue(string value)", $"FindValue<{name}>(value)", 1).Indent(1)}}

                /// <summary>Finds the constant of a value, or makes one.</summary>
                /// <param name="value">The value as it is on the wire.</param>
                public static implicit operator {{name}}(string value) => FindValue(value);
            }
            """;
    }

    private static string Describe(EnumerationValue value) =>
        value.Value == value.Value.Pascal() ? value.About : $"{value.About} On the wire: `{value.Value}`.";
}
