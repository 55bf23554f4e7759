using System.Text.Json;
using System.Text.Json.Nodes;
using Tests.Client.Support;
using Amazon.BedrockAgentCore.Model;
using Amazon.Runtime;
using Xunit;

namespace Tests.Client.Generated;

/// <summary>Each case that was recorded from an independent client: what it sent, and what it read.</summary>
public sealed class OperationVectorTests
{
    private static readonly IReadOnlyList<JsonElement> Cases = VectorFile.Read("operations.jsonl");

    public static IEnumerable<TheoryDataRow<string>> Ids => Cases.Select(c => new TheoryDataRow<string>(c.Text("id")));

    [Theory]
    [MemberData(nameof(Ids))]
    public async Task Sends_and_reads_what_was_recorded(string id)
    {
        var recorded = Cases.Single(c => c.Text("id") == id);
        var http = new ScriptedHttp(_ => ResponseOf(recorded.GetProperty("response")));
        var outcome = await OutcomeAsync(recorded, http);

        var sent = Assert.Single(http.Requests);
        AssertSent(recorded, sent);
        if (recorded.TryGetProperty("error", out var error))
        {
            AssertError(
                error, Assert.IsAssignableFrom<AmazonServiceException>(outcome), recorded.GetProperty("response"));
        }
        else
        {
            AssertOutput(recorded.GetProperty("output"), Assert.IsType<JsonObject>(outcome));
        }
    }

    private static async Task<object> OutcomeAsync(JsonElement recorded, ScriptedHttp http)
    {
        var (service, operation) = (recorded.Text("service"), recorded.Text("operation"));
        var request = ModelObjects.Build(Operations.RequestType(service, operation), recorded.GetProperty("input"));
        try
        {
            var response = await Operations.CallAsync(
                service, operation, request, http, CredentialsOf(recorded), recorded.Text("region"));
            var output = (JsonObject)ModelObjects.ToJson(response)!;
            if (response is InvokeCodeInterpreterResponse invoked)
            {
                output["stream"] = await EventsAsync(invoked);
            }

            return output;
        }
        catch (AmazonServiceException e)
        {
            return e;
        }
    }

    private static async Task<JsonArray> EventsAsync(InvokeCodeInterpreterResponse response)
    {
        var events = new JsonArray();
        try
        {
            await foreach (var item in response.Stream!)
            {
                events.Add(new JsonObject { ["result"] = ModelObjects.ToJson(item) });
            }
        }
        catch (AmazonServiceException e)
        {
            events.Add(
                new JsonObject { ["$error"] = "EventStreamError", ["code"] = e.ErrorCode, ["message"] = e.Message });
        }

        return events;
    }

    private static void AssertSent(JsonElement recorded, CapturedRequest sent)
    {
        var expected = recorded.GetProperty("request");
        var url = new Uri(expected.Text("url"));
        Assert.Equal(expected.Text("method"), sent.Method);
        Assert.Equal(url.Scheme + "://" + url.Authority, sent.Url.Scheme + "://" + sent.Url.Authority);
        Assert.Equal(url.AbsolutePath, sent.Url.AbsolutePath);
        Assert.Equal(QueryOf(url), QueryOf(sent.Url));

        foreach (var header in expected.GetProperty("headers").EnumerateObject().Where(h => IsMember(h.Name)))
        {
            Assert.Equal(header.Value.GetString(), sent.Headers[header.Name]);
        }

        AssertBody(expected.GetProperty("body"), sent);

        var credentials = recorded.GetProperty("credentials");
        SigV4.AssertVerifies(
            sent, credentials.Text("accessKey"), credentials.Text("secretKey"), recorded.Text("region"));
    }

    private static void AssertBody(JsonElement expected, CapturedRequest sent)
    {
        if (expected.ValueKind == JsonValueKind.Null)
        {
            Assert.Empty(sent.Body);
            return;
        }

        Assert.Equal("application/json", sent.Headers["content-type"]);
        Assert.Equal(
            sent.Body.Length.ToString(System.Globalization.CultureInfo.InvariantCulture),
            sent.Headers["content-length"]);
        Json.AssertEqual(JsonNode.Parse(expected.GetRawText()), JsonNode.Parse(sent.Body));
    }

    // Members travel in these; the others (date, authorization, lengths) are the transport's own.
    private static bool IsMember(string header) =>
        header is "traceparent" or "x-amz-security-token" || header.StartsWith("x-amzn-", StringComparison.Ordinal);

    private static IEnumerable<string> QueryOf(Uri url) =>
        url.Query.TrimStart('?').Split('&').Order(StringComparer.Ordinal);

    private static void AssertError(JsonElement expected, AmazonServiceException actual, JsonElement response)
    {
        Assert.Equal(expected.Text("code"), actual.ErrorCode);
        Assert.Equal(expected.Text("code"), actual.GetType().Name);
        Assert.Equal(expected.Text("message"), actual.Message);
        Assert.Equal(expected.GetProperty("status").GetInt32(), (int)actual.StatusCode);
        Assert.Equal(response.GetProperty("headers").TextOrNull("x-amzn-requestid") ?? "", actual.RequestId);
        dynamic typed = actual;
        if (expected.TextOrNull("reason") is { } reason)
        {
            Assert.Equal(reason, (string)typed.Reason.Value);
        }

        if (expected.TryGetProperty("fieldList", out var fields) && fields.ValueKind == JsonValueKind.Array)
        {
            Json.AssertEqual(JsonNode.Parse(fields.GetRawText()), ModelObjects.ToJson((object)typed.FieldList));
        }
    }

    private static void AssertOutput(JsonElement expected, JsonObject actual) =>
        Json.AssertEqual(Json.Neutral(JsonNode.Parse(expected.GetRawText())), Json.Neutral(actual));

    private static HttpResponseMessage ResponseOf(JsonElement response)
    {
        var headers = response.GetProperty("headers").EnumerateObject()
            .Select(h => (h.Name, Value: h.Value.GetString()!)).ToList();
        return ScriptedHttp.Bytes(
            Convert.FromBase64String(response.Text("bodyBase64")),
            headers.FirstOrDefault(h => h.Name == "content-type").Value,
            response.GetProperty("status").GetInt32(),
            headers.Where(h => h.Name != "content-type").ToArray());
    }

    private static AWSCredentials CredentialsOf(JsonElement recorded)
    {
        var credentials = recorded.GetProperty("credentials");
        return credentials.TextOrNull("token") is { } token
            ? new SessionAWSCredentials(credentials.Text("accessKey"), credentials.Text("secretKey"), token)
            : new BasicAWSCredentials(credentials.Text("accessKey"), credentials.Text("secretKey"));
    }
}
