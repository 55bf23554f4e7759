using AgentCore.Generator.Api;

namespace AgentCore.Generator.Templates.Client;

/// <summary>A file of shapes that requests and responses contain: those of one document of the API.</summary>
internal static class ShapeTemplate
{
    public static string Render(Plane plane, IReadOnlyList<Shape> shapes)
    {
        var events = plane.Shapes.Where(shape => shape.Kind == ShapeKind.Events)
            .SelectMany(stream => stream.Members).Select(member => member.Type.Shape!.Name).ToHashSet();
        var types = shapes.Select(shape =>
            shape.Kind == ShapeKind.Events ? Stream(plane, shape) : Class(shape, events.Contains(shape.Name)));
        var usings = shapes.Any(shape => shape.Kind == ShapeKind.Events)
            ? Text.Usings(
                "System.Text.Json",
                "AgentCore.Client.Runtime.EventStream",
                "AgentCore.Client.Runtime.Marshalling",
                "Amazon.Runtime.EventStreams")
            : Text.Usings("System.Text.Json", "AgentCore.Client.Runtime.Marshalling");
        return $"""
            {usings}

            namespace {plane.Namespace()}.Model;

            {Text.Blocks(types)}
            """;
    }

    private static string Class(Shape shape, bool isEvent)
    {
        var bases = new[]
        {
            isEvent ? "IEventStreamEvent" : "",
            shape.IsInput ? "IJsonWritable" : "",
            shape.IsOutput ? "IJsonReadable" : "",
        };
        var only = shape.Kind == ShapeKind.Union && shape.IsInput ? " Exactly one member is set." : "";
        var write = !shape.IsInput ? "" : $"""
            void IJsonWritable.WriteMembers(Utf8JsonWriter json)
            {ClientTypes.WriteMembers(shape)}
            """;
        var read = !shape.IsOutput ? "" : $"""
            void IJsonReadable.ReadMember(string name, ref Utf8JsonReader json)
            {ClientTypes.ReadMember(shape)}
            """;
        return $$"""
            {{Text.Summary(shape.About + only, 0)}}
            public class {{shape.Name}} : {{string.Join(", ", bases.Where(name => name.Length > 0))}}
            {
            {{Text.Blocks(shape.Properties(1).Append(write).Append(read)).Indent(1)}}
            }
            """;
    }

    private static string Stream(Plane plane, Shape stream)
    {
        var events = stream.Members.Select(member =>
            $"""
            "{member.Name}" => JsonReading.ReadDocument(payload, new {member.Type.CSharp()}()),
            """);
        return $$"""
            {{Text.Summary(stream.About, 0)}}
            public sealed class {{stream.Name}} : EventStreamOutput
            {
                /// <summary>Reads events from any stream of bytes.</summary>
                /// <param name="stream">The bytes, in the encoding <c>application/vnd.amazon.eventstream</c>.</param>
                public {{stream.Name}}(Stream stream)
                    : this(stream, "", Timeout.InfiniteTimeSpan)
                {
                }

                internal {{stream.Name}}(Stream stream, string requestId, TimeSpan idleTimeout)
                    : base(stream, requestId, idleTimeout, {{plane.Name}}Errors.Table)
                {
                }

                private protected override IEventStreamEvent? ReadEvent(string type, ReadOnlySpan<byte> payload) => type switch
                {
            {{events.Lines().Indent(2)}}
                    _ => null,
                };
            }
            """;
    }
}
