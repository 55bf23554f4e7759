using System.Text.Json.Nodes;
using Xunit;

namespace Tests.Emulator.Http;

public sealed class ValidationTests(EmulatorFixture emulator) : IClassFixture<EmulatorFixture>
{
    private const string Sessions = "/browsers/aws.browser.v1/sessions";
    private const string Secret = "arn:aws:secretsmanager:us-west-2:123456789012:secret:p";

    [Theory]
    [InlineData(
        """{"viewPort":{"width":319,"height":720}}""", "viewPort.width", "must be between 320 and 3840, is 319")]
    [InlineData(
        """{"viewPort":{"width":1280,"height":2161}}""", "viewPort.height", "must be between 240 and 2160, is 2161")]
    [InlineData("""{"viewPort":{"width":1280}}""", "viewPort.height", "must be given")]
    [InlineData("""{"viewPort":{"width":1280,"height":null}}""", "viewPort.height", "must be given")]
    [InlineData("""{"sessionTimeoutSeconds":0}""", "sessionTimeoutSeconds", "must be between 1 and 28800, is 0")]
    [InlineData("""{"name":""}""", "name", "must have 1 to 100 characters, has 0")]
    [InlineData("""{"extensions":[]}""", "extensions", "must have 1 to 10 items, has 0")]
    [InlineData("""{"extensions":[null]}""", "extensions[0]", "must not be null")]
    [InlineData("""{"extensions":[{"location":{}}]}""", "extensions[0].location", "must have exactly one of s3")]
    [InlineData(
        """{"extensions":[{"location":{"s3":{"bucket":"ab","prefix":"p"}}}]}""",
        "extensions[0].location.s3.bucket",
        "must have 3 to 63")]
    [InlineData(
        """{"extensions":[{"location":{"s3":{"bucket":"A_B","prefix":"p"}}}]}""",
        "extensions[0].location.s3.bucket",
        "must match")]
    [InlineData(
        """{"profileConfiguration":{"profileIdentifier":"x"}}""",
        "profileConfiguration.profileIdentifier",
        "must match")]
    [InlineData(
        """{"proxyConfiguration":{"proxies":[{"externalProxy":{"server":"-x","port":1}}]}}""",
        "proxyConfiguration.proxies[0].externalProxy.server",
        "must match")]
    [InlineData(
        """{"proxyConfiguration":{"proxies":[{"externalProxy":{"server":"x","port":65536}}]}}""",
        "proxyConfiguration.proxies[0].externalProxy.port",
        "is 65536")]
    [InlineData(
        """{"proxyConfiguration":{"proxies":[{"externalProxy":{"server":"x","port":1,"domainPatterns":["a",".","b"]}}]}}""",
        "proxyConfiguration.proxies[0].externalProxy.domainPatterns[1]",
        "must match")]
    [InlineData(
        """{"enterprisePolicies":[{"type":"SOME"}]}""",
        "enterprisePolicies[0].type",
        "must be one of MANAGED, RECOMMENDED")]
    [InlineData("""{"clientToken":"short"}""", "clientToken", "must have 33 to 256 characters, has 5")]
    public async Task A_value_out_of_its_limits_is_named_with_the_limit(string body, string field, string message)
    {
        var answer = await StartAsync(body);
        Assert.Equal(
            (400, "ValidationException", "FieldValidationFailed"),
            (answer.Status, answer.ErrorType, answer.Text("reason")));
        var fault = answer.Body["fieldList"]!.AsArray().Single(one => (string?)one!["name"] == field)!;
        Assert.Contains(message, (string)fault["message"]!, StringComparison.Ordinal);
        Assert.Contains(field, answer.Text("message"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task All_faults_are_told_at_once()
    {
        var answer = await StartAsync("""{"name":"","viewPort":{"width":1,"height":1}}""");
        Assert.Equal(
            ["name", "viewPort.width", "viewPort.height"],
            answer.Body["fieldList"]!.AsArray().Select(one => (string)one!["name"]!));
    }

    [Theory]
    [InlineData("{")]
    [InlineData("nonsense")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("\"text\"")]
    public async Task A_body_that_is_no_object_cannot_be_parsed(string body)
    {
        var answer = await StartAsync(body);
        Assert.Equal(
            (400, "ValidationException", "CannotParse"), (answer.Status, answer.ErrorType, answer.Text("reason")));
    }

    [Theory]
    [InlineData("""{"name":7}""", "name")]
    [InlineData("""{"viewPort":{"width":"1280","height":720}}""", "viewPort.width")]
    [InlineData("""{"sessionTimeoutSeconds":1.5}""", "sessionTimeoutSeconds")]
    [InlineData("""{"extensions":{}}""", "extensions")]
    public async Task A_member_of_another_type_cannot_be_parsed_and_is_named(string body, string field)
    {
        var answer = await StartAsync(body);
        Assert.Equal((400, "CannotParse"), (answer.Status, answer.Text("reason")));
        Assert.Equal(field, (string?)answer.Body["fieldList"]![0]!["name"]);
    }

    [Theory]
    [InlineData("GET", "/get", null, "sessionId")]
    [InlineData("GET", "/get?sessionId=a-b", null, "sessionId")]
    [InlineData("GET", "/get?sessionId=a&sessionId=b", null, "sessionId")]
    [InlineData("POST", "/list", """{"maxResults":101}""", "maxResults")]
    [InlineData("POST", "/list", """{"maxResults":0}""", "maxResults")]
    [InlineData("POST", "/list", """{"status":"ready"}""", "status")]
    [InlineData("POST", "/list", """{"nextToken":"made up"}""", "nextToken")]
    [InlineData("POST", "/list", """{"nextToken":"00112233"}""", "nextToken")]
    [InlineData("PUT", "/streams/update?sessionId=A", "{}", "streamUpdate")]
    [InlineData("PUT", "/streams/update?sessionId=A", """{"streamUpdate":{}}""", "streamUpdate")]
    [InlineData(
        "PUT",
        "/streams/update?sessionId=A",
        """{"streamUpdate":{"automationStreamUpdate":{"streamStatus":"OFF"}}}""",
        "streamUpdate.automationStreamUpdate.streamStatus")]
    public async Task The_other_operations_name_their_members_too(
        string method, string path, string? body, string field)
    {
        var answer =
            await emulator.Client.SendAsync(method, Sessions + path, body is null ? null : JsonNode.Parse(body));
        Assert.Equal((400, "ValidationException"), (answer.Status, answer.ErrorType));
        Assert.Contains(field, answer.Text("message"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("POST", "/browsers/aws.browser.v1/sessions/invoke", "x-amzn-browser-session-id", "a-b", "sessionId")]
    [InlineData(
        "POST",
        "/code-interpreters/aws.codeinterpreter.v1/tools/invoke",
        "x-amzn-code-interpreter-session-id",
        "a-b",
        "sessionId")]
    [InlineData("PUT", Sessions + "/start", "x-amzn-trace-id", "1025", "traceId")]
    [InlineData("PUT", Sessions + "/start", "traceparent", "1025", "traceParent")]
    public async Task A_member_in_a_header_has_its_members_name(
        string method, string path, string header, string value, string field)
    {
        var text = value == "1025" ? new string('x', 1025) : value;
        var answer = await emulator.Client.SendAsync(method, path, new JsonObject(), new() { [header] = text });
        Assert.Equal(400, answer.Status);
        Assert.Contains(field, answer.Body["fieldList"]!.AsArray().Select(one => (string?)one!["name"]));
    }

    [Theory]
    [InlineData("GET", "/browsers/no%20such", 404, "ResourceNotFoundException")]
    [InlineData("GET", "/code-interpreters/no%20such", 404, "ResourceNotFoundException")]
    [InlineData("DELETE", "/browsers/no%20such", 400, "ValidationException")]
    [InlineData("DELETE", "/code-interpreters/no%20such", 400, "ValidationException")]
    [InlineData("GET", "/browser-profiles/no%20such", 400, "ValidationException")]
    public async Task An_operation_fails_with_its_own_errors_only(string method, string path, int status, string code)
    {
        var answer = await emulator.Client.SendAsync(method, path);
        Assert.Equal((status, code), (answer.Status, answer.ErrorType));
        Assert.Contains("must match", answer.Text("message"), StringComparison.Ordinal);
        Assert.Equal(status == 400, answer.Body["fieldList"] is not null);
    }

    [Fact]
    public async Task Every_limit_itself_is_let_through()
    {
        // Members all at their limits, and one beyond: the only fault told is that one.
        var body = new JsonObject
        {
            ["name"] = new string('n', 100),
            ["sessionTimeoutSeconds"] = 28800,
            ["viewPort"] = new JsonObject { ["width"] = 3840, ["height"] = 240 },
            ["clientToken"] = new string('t', 256),
            ["proxyConfiguration"] = new JsonObject
            {
                ["proxies"] = new JsonArray(new JsonObject
                {
                    ["externalProxy"] = new JsonObject
                    {
                        ["server"] = new string('a', 63) + "." + new string('b', 63),
                        ["port"] = 65535,
                        ["credentials"] = new JsonObject { ["basicAuth"] = new JsonObject { ["secretArn"] = Secret } },
                    },
                }),
            },
            ["unknownMember"] = "is skipped",
            ["extensions"] = new JsonArray([.. Enumerable.Repeat(0, 11).Select(_ => JsonNode.Parse(
                """{"location":{"s3":{"bucket":"abc","prefix":"p"}}}"""))]),
        };
        var answer = await StartAsync(body.ToJsonString());
        Assert.Equal("extensions", (string?)Assert.Single(answer.Body["fieldList"]!.AsArray())!["name"]);
    }

    private async Task<Answer> StartAsync(string body)
    {
        using var request = emulator.Client.Sign("PUT", $"{Sessions}/start", System.Text.Encoding.UTF8.GetBytes(body));
        return await EmulatorClient.SendAsync(request);
    }
}
