using AgentCore.Generator.Api;

namespace AgentCore.Generator.Templates.Client;

/// <summary>The file of an operation: its method, request and response.</summary>
internal static class OperationTemplate
{
    public static string Render(Operation operation)
    {
        var plane = operation.Plane;
        var paginator = operation.Pages is null ? "" : Paginator(operation);
        var hasJson = operation.Request.At(Place.Body).Any() || operation.Response.At(Place.Body).Any();
        var usings = Text.Usings(
            hasJson ? "System.Text.Json" : "",
            operation.Pages is null ? "" : "AgentCore.Client.Runtime",
            "AgentCore.Client.Runtime.Marshalling",
            $"{plane.Namespace()}.Model",
            operation.Response.At(Place.Header).Any() ? "Amazon.Runtime.Internal.Transform" : "");
        return $$"""
            {{usings}}

            namespace {{plane.Namespace()}}
            {
            {{Text.Blocks(Interface(operation), Client(operation), paginator).Indent(1)}}
            }

            namespace {{plane.Namespace()}}.Model
            {
            {{Text.Blocks(Request(operation), Response(operation)).Indent(1)}}
            }
            """;
    }

    private static string Interface(Operation operation)
    {
        var exceptions = operation.Errors.Select(error => Text.Documentation(
            "exception", $"exception cref=\"{error.Code}\"", $"{FirstSentence(error.About)} HTTP {error.Status}.", 2));
        return $$"""
            public partial interface I{{operation.Plane.Prefix()}}
            {
            {{Text.Summary(About(operation), 2).Indent(1)}}
                /// <param name="request">The request.</param>
                /// <param name="cancellationToken">Cancels the call.</param>
            {{Text.Documentation("returns", "returns", operation.Returns, 2).Indent(1)}}
            {{exceptions.Lines().Indent(1)}}
                Task<{{operation.Response.Name}}> {{operation.Name}}Async(
                    {{operation.Request.Name}} request, CancellationToken cancellationToken = default);
            }
            """;
    }

    private static string Client(Operation operation) => $$"""
        public partial class {{operation.Plane.Prefix()}}Client
        {
            /// <inheritdoc/>
            public Task<{{operation.Response.Name}}> {{operation.Name}}Async(
                {{operation.Request.Name}} request, CancellationToken cancellationToken = default) =>
                SendAsync<{{operation.Response.Name}}>(request, cancellationToken);
        }
        """;

    private static string Paginator(Operation operation) => $$"""
        public partial class {{operation.Plane.Name}}PaginatorFactory
        {
            /// <summary>All pages of <c>{{operation.Name}}</c>, each requested when it is read.</summary>
            /// <param name="request">The request of the first page.</param>
            public Paginator<{{operation.Response.Name}}> {{operation.Name}}(
                {{operation.Request.Name}} request) =>
                new(request, (page, cancellationToken) =>
                    _client.{{operation.Name}}Async(({{operation.Request.Name}})page, cancellationToken));
        }
        """;

    private static string Request(Operation operation)
    {
        var request = operation.Request;
        var hasBody = request.At(Place.Body).Any();
        var bases = new[] { operation.Plane.Prefix() + "Request", hasBody ? "IJsonWritable" : "", Paged(operation) };
        var write = !hasBody ? "" : $"""
            void IJsonWritable.WriteMembers(Utf8JsonWriter json)
            {ClientTypes.WriteMembers(request)}
            """;
        var members = request.Properties(2)
            .Append("internal override Operation Operation => Definition;")
            .Append(WithToken(request))
            .Append(Marshall(request))
            .Append(write);
        return $$"""
            {{Text.Summary($"The request of `{operation.Name}`: {About(operation).LowerFirst()}", 1)}}
            public class {{request.Name}} : {{string.Join(", ", bases.Where(name => name.Length > 0))}}
            {
            {{Text.Blocks(members.Prepend(Definition(operation))).Indent(1)}}
            }
            """;
    }

    private static string Definition(Operation operation)
    {
        var sendOnce = operation.Retry == Retry.Never ? ", true" : "";
        return $"""
            private static readonly Operation Definition = new(
                "{operation.Name}", "{operation.Method}", "{operation.Path}"{sendOnce});
            """;
    }

    private static string WithToken(Shape request) =>
        request.Members.Find(member => member.IsToken)?.Name.Pascal() is not { } token ? "" : $$"""
            internal override AgentCoreRequest WithToken()
            {
                if ({{token}} is not null)
                {
                    return this;
                }

                var copy = ({{request.Name}})Copy();
                copy.{{token}} = Guid.NewGuid().ToString();
                return copy;
            }
            """;

    private static string Marshall(Shape request)
    {
        IEnumerable<string> Calls(Place place, string method) => request.At(place)
            .Select(member => $"""request.{method}("{member.WireName}", {member.Name.Pascal()});""");

        var calls = Calls(Place.Path, "AddLabel")
            .Concat(Calls(Place.Query, "AddQuery"))
            .Concat(Calls(Place.Header, "AddHeader"))
            .Concat(request.At(Place.Body).Any() ? ["request.SetBody(this);"] : []);
        return $$"""
            internal override void Marshall(RequestBuilder request)
            {
            {{calls.Lines().Indent(1)}}
            }
            """;
    }

    private static string Response(Operation operation)
    {
        var response = operation.Response;
        var stream = response.Members.Find(member => member.Type.Shape?.Kind == ShapeKind.Events);
        var bases = new[]
        {
            "AgentCoreResponse", stream is null ? "" : "IEventStreamResponse, IDisposable", Paged(operation),
        };
        var members = response.Properties(2)
            .Append(stream is null ? "" : Streaming(stream))
            .Append(ReadHeaders(response))
            .Append(stream is null && response.At(Place.Body).Any() ? ReadMember(response) : "");
        return $$"""
            {{Text.Summary($"The response of `{operation.Name}`. {operation.Returns}", 1)}}
            public class {{response.Name}} : {{string.Join(", ", bases.Where(name => name.Length > 0))}}
            {
            {{Text.Blocks(members).Indent(1)}}
            }
            """.Replace("{\n\n}", "{\n}");
    }

    private static string ReadMember(Shape response) => $"""
        internal override void ReadMember(string name, ref Utf8JsonReader json)
        {ClientTypes.ReadMember(response)}
        """;

    private static string ReadHeaders(Shape response)
    {
        var lines = response.At(Place.Header)
            .Select(member => $"""{member.Name.Pascal()} = response.FindHeader("{member.WireName}");""").Lines();
        return lines.Length == 0 ? "" : $$"""
            internal override void ReadHeaders(IWebResponseData response)
            {
            {{lines.Indent(1)}}
            }
            """;
    }

    private static string Streaming(Member stream) => $$"""
        /// <summary>Closes the stream and its connection.</summary>
        public void Dispose()
        {
            {{stream.Name.Pascal()}}?.Dispose();
            GC.SuppressFinalize(this);
        }

        void IEventStreamResponse.Open(Stream body, string requestId, TimeSpan idleTimeout) =>
            {{stream.Name.Pascal()}} = new {{stream.Type.Shape!.Name}}(body, requestId, idleTimeout);
        """;

    private static string About(Operation operation) =>
        operation.Retry == Retry.Never
            ? operation.About + " Never sent again once the service may have received it."
            : operation.About;

    private static string FirstSentence(string text) =>
        text.IndexOf(". ", StringComparison.Ordinal) is > 0 and var end ? text[..(end + 1)] : text;

    private static string Paged(Operation operation) => operation.Pages is null ? "" : "IPaged";
}
