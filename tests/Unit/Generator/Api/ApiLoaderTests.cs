using AgentCore.Generator.Api;
using Xunit;

namespace Tests.Generator.Api;

public sealed class ApiLoaderTests
{
    private const string Sessions = "BrowserSessions.json";

    [Fact]
    public void An_operation_has_what_its_entry_says()
    {
        var plane = new ApiCopy().Load().Planes.Single(p => p.Key == "data");
        Assert.Equal(
            ("BedrockAgentCore", "bedrock-agentcore", "2024-02-28"), (plane.Name, plane.EndpointPrefix, plane.Version));
        var start = plane.Operations.Single(o => o.Name == "StartBrowserSession");
        Assert.Equal(
            ("PUT", "/browsers/{browserIdentifier}/sessions/start", 200), (start.Method, start.Path, start.Status));
        Assert.Equal((Retry.Token, "BrowserSessions"), (start.Retry, start.Document));
        Assert.Equal([402, 403, 409, 400, 404, 429, 500], start.Errors.Select(e => e.Status));

        var trace = start.Request.Members.Single(m => m.Name == "traceId");
        Assert.Equal((Place.Header, "X-Amzn-Trace-Id", false), (trace.Place, trace.WireName, trace.Required));
        var extensions = start.Request.Members.Single(m => m.Name == "extensions").Type;
        Assert.Equal((TypeKind.List, 1L, 10L), (extensions.Kind, extensions.Min, extensions.Max));
        var width = start.Request.Members.Single(m => m.Name == "viewPort").Type.Shape!.Members[0];
        Assert.Equal(("width", 320L, 3840L, true), (width.Name, width.Type.Min, width.Type.Max, width.Required));
    }

    [Fact]
    public void A_shape_of_both_planes_refers_to_the_shapes_of_its_own()
    {
        var prefixes = new ApiCopy().Load().Planes.Select(plane =>
            plane.Shapes.Single(s => s.Name == "ResourceLocation").Members[0].Type.Shape!.Members[2].Type.Min);
        Assert.Equal([1, 3], prefixes);
    }

    [Fact]
    public void A_shape_knows_whether_requests_or_responses_contain_it()
    {
        var shapes = new ApiCopy().Load().Planes[0].Shapes.ToDictionary(s => s.Name, s => (s.IsInput, s.IsOutput));
        Assert.Equal((true, true), shapes["ViewPort"]);
        Assert.Equal((true, false), shapes["InputContentBlock"]);
        Assert.Equal((false, true), shapes["ContentBlock"]);
        Assert.Equal((false, true), shapes["ValidationExceptionField"]);
    }

    public static IEnumerable<TheoryDataRow<string, string, string, string, string>> Mistakes =>
    [
        Mistake("[\"integer 320..3840 required\", \"Width", "[\"intger 320..3840 required\", \"Width",
            "shapes ViewPort members width", "'intger' is not a type of the data plane."),
        Mistake("integer 320..3840 required", "integer 3840..320 required",
            "shapes ViewPort members width", "'3840..320' contradicts itself or other limits."),
        Mistake("integer 320..3840 required", "integer 320..3840 obligatory",
            "shapes ViewPort members width", "'obligatory' is not known in a type."),
        Mistake("integer 320..3840 required", "timestamp 320..3840 required",
            "shapes ViewPort members width", "A Timestamp has no limits."),
        Mistake("integer 320..3840 required", "integer 320..3840 required /[0-9]+/",
            "shapes ViewPort members width", "A Integer has no pattern."),
        Mistake("integer 320..3840 required", "integer 320..3840 required query",
            "shapes ViewPort width", "Only requests have members in path, query and headers."),
        Mistake("\"SessionTimeout\",\n        \"viewPort\"", "\"SessionTimeout 1..60\",\n        \"viewPort\"",
            "operations StartBrowserSession request sessionTimeoutSeconds", "'SessionTimeout' has limits of its own."),
        Mistake("[\"SessionName\", \"Name to find", "[\"SessionName header\", \"Name to find",
            "operations StartBrowserSession request name", "'header' needs the name of the header behind it."),
        Mistake("\"Name to find the session by; it need not be unique.\"", "\"Name to find the session by\"",
            "operations StartBrowserSession request name", "must be a sentence that ends with a full stop."),
        Mistake("[\"SessionName\", \"Name to find the session by; it need not be unique.\"]", "\"SessionName\"",
            "operations StartBrowserSession request name", "has no sentence."),
        Mistake("PUT /browsers/{browserIdentifier}/sessions/start 200", "PUT /browsers/{browser}/sessions/start 200",
            "operations StartBrowserSession", "The labels of the path must be the members in the path, in their"),
        Mistake("PUT /browsers/{browserIdentifier}/sessions/start 200", "PUT /browsers/{browserIdentifier}/start",
            "operations StartBrowserSession http", "must be a method, a path and a status of success"),
        Mistake("\"pages\": \"items\"", "\"pages\": \"sessions\"",
            "operations ListBrowserSessions pages", "'sessions' is not a list of the response."),
        Mistake("\"Starts a session of a browser.\",", "\"Starts a session of a browser.\", \"idempotent\": true,",
            "operations StartBrowserSession idempotent", "is not known here. Use one of: planes, http,"),
        Mistake("\"returns\": \"A browser session.\",", "",
            "operations GetBrowserSession", "'returns' is missing."),
        Mistake("\"returns\": \"A page of browser sessions.\",\n      \"retry\": \"safe\"",
            "\"returns\": \"A page of browser sessions.\",\n      \"retry\": \"token\"",
            "operations ListBrowserSessions", "An operation has one member with 'token' where retry is token"),
        Mistake("\"returns\": \"A page of browser sessions.\",\n      \"retry\": \"safe\"",
            "\"returns\": \"A page of browser sessions.\",\n      \"retry\": \"often\"",
            "operations ListBrowserSessions retry", "must be safe, token or never."),
        Mistake("\"about\": \"A proxy.\",", "\"about\": \"A proxy.\", \"members\": {},",
            "shapes Proxy", "A shape has exactly one of 'members', 'union' and 'events'."),
        Mistake("[\"ExternalProxy\", \"A proxy", "[\"ExternalProxy required\", \"A proxy",
            "shapes Proxy externalProxy", "No single member of a union is required."),
        Mistake("\"ViewPort\": {\n      \"about\"", "\"ViewPort\": {\n      \"planes\": \"moon\",\n      \"about\"",
            "shapes ViewPort planes", "'moon' is not a plane."),
        Mistake("\"HostName\": \"string", "\"HostNames\": \"string",
            "shapes ExternalProxy members server", "'HostName' is not a type of the data plane."),
        Mistake("Endpoint\": \"string 10..512\"", "Endpoint\": \"[BrowserStreamEndpoint]\"",
            "types BrowserStreamEndpoint", "is not made of primitive types."),
        Mistake("Endpoint\": \"string 10..512\"", "Endpoint\": \"[ViewPort]\"",
            "types BrowserStreamEndpoint", "is not made of primitive types."),
        Mistake("\"TERMINATED\": \"Ended.\"", "\"READY\": \"Ended.\"",
            "enums BrowserSessionStatus values", "'READY' is there twice."),
    ];

    [Theory]
    [MemberData(nameof(Mistakes))]
    public void A_mistake_is_an_error_that_names_the_place(
        string text, string replacement, string place, string problem, string label)
    {
        var e = Assert.Throws<ApiException>(() => new ApiCopy().With(Sessions, text, replacement).Load());
        Assert.StartsWith($"{Sessions} {place}: {problem}", e.Message, StringComparison.Ordinal);
        Assert.NotEmpty(label);
    }

    [Fact]
    public void What_nothing_uses_is_an_error()
    {
        var type = new ApiCopy().With("Tags.json", "\"TagKey\": ", "\"Spare\": \"string\",\n    \"TagKey\": ");
        Assert.Equal("Tags.json types Spare: is not used.", Assert.Throws<ApiException>(() => type.Load()).Message);

        const string Shape =
            """{"planes":"data","shapes":{"Spare":{"about":"A spare.","members":{"a":["string","A."]}}}}""";
        var shape = new ApiCopy().WithDocument("Zoo.json", Shape);
        Assert.Equal(
            "Zoo.json shapes Spare: is not used in the data plane.",
            Assert.Throws<ApiException>(() => shape.Load()).Message);

        const string Enum = """{"planes":"data","enums":{"Spare":{"about":"A spare.","values":{"A":"A."}}}}""";
        var enumeration = new ApiCopy().WithDocument("Zoo.json", Enum);
        Assert.Equal(
            "Zoo.json enums Spare: is not used in the data plane.",
            Assert.Throws<ApiException>(() => enumeration.Load()).Message);
    }

    [Theory]
    [InlineData(
        "shapes", """{"ViewPort":{"about":"Another.","members":{}}}""", "Zoo.json shapes ViewPort: There is another")]
    [InlineData("types", """{"TagKey":"string"}""", "Zoo.json types TagKey: There is another type with this name.")]
    [InlineData("types", """{"A":"TagKeys"}""", "Zoo.json types A: is not used.")]
    public void A_name_stands_for_one_thing(string section, string entries, string message)
    {
        var copy = new ApiCopy().WithDocument("Zoo.json", $$"""{"planes":"data","{{section}}":{{entries}}}""");
        Assert.StartsWith(message, Assert.Throws<ApiException>(() => copy.Load()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_document_that_is_not_JSON_is_named()
    {
        var e = Assert.Throws<ApiException>(() => new ApiCopy().WithDocument("Zoo.json", "{").Load());
        Assert.StartsWith("Zoo.json: is not valid JSON.", e.Message, StringComparison.Ordinal);
    }

    private static TheoryDataRow<string, string, string, string, string> Mistake(
        string text, string replacement, string place, string problem) =>
        new(text, replacement, place, problem, $"{place}: {problem}");
}
