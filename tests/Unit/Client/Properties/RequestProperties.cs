using System.Reflection;
using System.Text.Json.Nodes;
using AgentCore.Client.Transport;
using Amazon.BedrockAgentCore;
using Amazon.BedrockAgentCoreControl;
using FsCheck;
using FsCheck.Fluent;
using Tests.Client.Support;
using Xunit;

namespace Tests.Client.Properties;

/// <summary>Any request: what a server reads from path, query, headers and body is what the caller put in.</summary>
public sealed class RequestProperties
{
    public static IEnumerable<TheoryDataRow<string, string>> All
        => OperationsOf(typeof(IAmazonBedrockAgentCore), "bedrock-agentcore")
            .Concat(OperationsOf(typeof(IAmazonBedrockAgentCoreControl), "bedrock-agentcore-control"));

    [Theory]
    [MemberData(nameof(All))]
    public void Any_request_arrives_as_it_was_meant_and_its_signature_verifies(string service, string operation)
    {
        var type = Operations.RequestType(service, operation);
        Checked.ForAll(ModelGenerator.Of(type, Special), 40, request =>
        {
            var before = ModelObjects.ToJson(request);
            var sent = Send(service, operation, request);
            SigV4.AssertVerifies(sent, "AKIDEXAMPLE", "secret", "us-west-2");
            Json.AssertEqual(Expected(request, sent), Arrived(type, sent));
            Json.AssertEqual(before, ModelObjects.ToJson(request));
        });
    }

    private static IEnumerable<TheoryDataRow<string, string>> OperationsOf(Type client, string service)
        => client.GetMethods().Where(m => m.Name.EndsWith("Async", StringComparison.Ordinal))
            .Select(m => new TheoryDataRow<string, string>(service, m.Name[..^5]));

    private static Gen<object?>? Special(PropertyInfo member)
    {
        if (member.IsDefined(typeof(InPathAttribute)))
            return Gen.Elements<object?>("aws.browser.v1", "arn:aws:x:y:1:b-custom/my-1", "a b/c%2F☕", "...", "?#;=+&", "\u0007é");
        return member.IsDefined(typeof(InHeaderAttribute)) ? ModelGenerator.HeaderText.Select(t => (object?)t) : null;
    }

    private static CapturedRequest Send(string service, string operation, object request)
    {
        var body = operation == "InvokeCodeInterpreter" ? "application/vnd.amazon.eventstream" : "application/json";
        var http = new ScriptedHttp(_ => ScriptedHttp.Bytes([], body, 200));
        Operations.CallAsync(service, operation, request, http, Clients.Credentials, "us-west-2").GetAwaiter().GetResult();
        return Assert.Single(http.Requests);
    }

    private static JsonNode Expected(object request, CapturedRequest sent)
    {
        var expected = (JsonObject)Json.Wire(ModelObjects.ToJson(request))!;
        var token = request.GetType().GetProperty("ClientToken");
        if (token is not null && token.GetValue(request) is null)
        {
            var made = (string?)Arrived(request.GetType(), sent)["clientToken"];
            Assert.InRange(made!.Length, 33, 256);
            expected["clientToken"] = made;
        }

        // In a query string an empty list leaves no trace, and the order of equal names has no meaning.
        if (expected["tagKeys"] is JsonArray keys)
        {
            expected.Remove("tagKeys");
            if (keys.Count > 0)
                expected["tagKeys"] = Sorted(keys.Select(k => k!.GetValue<string>()));
        }

        return expected;
    }

    private static JsonObject Arrived(Type type, CapturedRequest sent)
    {
        var arrived = sent.Body.Length == 0 ? [] : JsonNode.Parse(sent.Body)!.AsObject();
        var route = type.GetCustomAttribute<RouteAttribute>()!;
        var path = sent.Url.AbsolutePath.Split('/');
        foreach (var (label, i) in route.Path.Split('/').Select((l, i) => (l, i)).Where(l => l.l.StartsWith('{')))
            arrived[label.Trim('{', '}')] = Uri.UnescapeDataString(path[i]);
        foreach (var member in type.GetProperties())
        {
            var name = char.ToLowerInvariant(member.Name[0]) + member.Name[1..];
            if (member.GetCustomAttribute<InHeaderAttribute>() is { } header
                && sent.Headers.TryGetValue(header.Name.ToLowerInvariant(), out var value))
            {
                arrived[name] = value;
            }

            if (member.GetCustomAttribute<InQueryAttribute>() is { } query && FromQuery(member, query.Name, sent.Url) is { } node)
                arrived[name] = node;
        }

        return arrived;
    }

    private static JsonArray Sorted(IEnumerable<string> values)
        => new(values.Order(StringComparer.Ordinal).Select(v => (JsonNode)v).ToArray());

    private static JsonNode? FromQuery(PropertyInfo member, string name, Uri url)
    {
        var values = url.Query.TrimStart('?').Split('&')
            .Select(p => p.Split('=', 2)).Where(p => p[0] == name).Select(p => Uri.UnescapeDataString(p[1])).ToList();
        if (values.Count == 0)
            return null;
        if (member.PropertyType == typeof(List<string>))
            return Sorted(values);
        return member.PropertyType == typeof(int?) ? int.Parse(Assert.Single(values)) : (JsonNode)Assert.Single(values);
    }
}
