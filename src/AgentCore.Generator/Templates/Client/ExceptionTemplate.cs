using AgentCore.Generator.Api;

namespace AgentCore.Generator.Templates.Client;

/// <summary>The exceptions of a plane, and the table from error code to exception.</summary>
internal static class ExceptionTemplate
{
    public static string Render(Plane plane)
    {
        var entries = plane.Errors.Select(error =>
            $"""["{error.Code}"] = new({error.Status}, error => new {error.Code}(error)),""");
        return $$"""
            using AgentCore.Client.Runtime.Marshalling;
            using {{plane.Namespace()}}.Model;
            using Amazon.Runtime;

            namespace {{plane.Namespace()}}
            {
                /// <summary>An error of the {{plane.Key}} plane.</summary>
                public class {{plane.Prefix()}}Exception : AmazonServiceException
                {
                    internal {{plane.Prefix()}}Exception(ErrorData error)
                        : base(error.Message, error.Cause, error.Type, error.Code, error.RequestId, error.StatusCode)
                    {
                    }
                }

                /// <summary>From error code to exception, for the {{plane.Key}} plane.</summary>
                internal static class {{plane.Name}}Errors
                {
                    public static readonly ErrorTable Table = new(
                        error => new {{plane.Prefix()}}Exception(error),
                        new Dictionary<string, KnownError>(StringComparer.Ordinal)
                        {
            {{entries.Lines().Indent(4)}}
                        });
                }
            }

            namespace {{plane.Namespace()}}.Model
            {
            {{Text.Blocks(plane.Errors.Select(error => Class(plane, error))).Indent(1)}}
            }
            """;
    }

    private static string Class(Plane plane, Error error)
    {
        var properties = error.Members.Select(member => $$"""
            {{Text.Summary(member.About, 2)}}
            public {{member.Type.CSharp()}}? {{member.Name.Pascal()}} { get; }
            """);
        var constructor = $$"""
            internal {{error.Code}}(ErrorData error)
                : base(error)
            {
            {{error.Members.Select(Read).Lines().Indent(1)}}
            }
            """.Replace("{\n\n}", "{\n}");
        return $$"""
            {{Text.Summary($"{error.About} HTTP {error.Status}.", 1)}}
            public class {{error.Code}} : {{plane.Prefix()}}Exception
            {
            {{Text.Blocks(properties.Prepend(constructor)).Indent(1)}}
            }
            """;
    }

    private static string Read(Member member)
    {
        var (property, name, type) = (member.Name.Pascal(), member.Name, member.Type.CSharp());
        return member.Type switch
        {
            { Kind: TypeKind.String } => $"""{property} = error.ReadText("{name}");""",
            { Kind: TypeKind.Enumeration } => $$"""
                {{property}} = error.ReadText("{{name}}") is { } {{name}} ? new {{type}}({{name}}) : null;
                """,
            { Kind: TypeKind.List, Item: { Kind: TypeKind.Shape } item } =>
                $"""{property} = error.ReadList<{item.CSharp()}>("{name}");""",
            _ => throw new NotSupportedException($"The client cannot read '{name}' of an error. Add it to ErrorData."),
        };
    }
}
