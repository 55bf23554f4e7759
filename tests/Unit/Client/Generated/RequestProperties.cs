using System.Reflection;
using System.Text.Json.Nodes;
using AgentCore.Generator.Api;
using Tests.Client.Support;
using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace Tests.Client.Generated;

/// <summary>Any request: what a server reads from path, query, headers and body is what the caller put in.</summary>
public sealed class RequestProperties
{
    public static IEnumerable<TheoryDataRow<string, string>> All =>
        ApiDocuments.Operations.Select(o => new TheoryDataRow<string, string>(o.Plane.EndpointPrefix, o.Name));

    [Theory]
    [MemberData(nameof(All))]
    public void Any_request_arrives_as_it_was_meant_and_its_signature_verifies(string service, string operation)
    {
        var type = Operations.RequestType(service, operation);
        var members = ApiDocuments.Operation(service, operation).Request.Members;
        Checked.ForAll(ModelGenerator.Of(type, property => Special(members, property)), 40, request =>
        {
            var before = ModelObjects.ToJson(request);
            var sent = Send(service, operation, request);
            SigV4.AssertVerifies(sent, "AKIDEXAMPLE", "secret", "us-west-2");
            Json.AssertEqual(Expected(request, service, operation, sent), Arrived(service, operation, sent));
            Json.AssertEqual(before, ModelObjects.ToJson(request));
        });
    }

    private static Gen<object?>? Special(IEnumerable<Member> members, PropertyInfo property) =>
        members.FirstOrDefault(m => Named(property, m.Name))?.Place switch
        {
            Place.Path => Gen.Elements<object?>(
                "aws.browser.v1", "arn:aws:x:y:1:b-custom/my-1", "a b/c%2F☕", "...", "?#;=+&", "\u0007é"),
            Place.Header => ModelGenerator.HeaderText.Select(t => (object?)t),
            _ => null,
        };

    private static bool Named(PropertyInfo property, string name) =>
        string.Equals(property.Name, name, StringComparison.OrdinalIgnoreCase);

    private static CapturedRequest Send(string service, string operation, object request)
    {
        var body = operation == "InvokeCodeInterpreter" ? "application/vnd.amazon.eventstream" : "application/json";
        var http = new ScriptedHttp(_ => ScriptedHttp.Bytes([], body, 200));
        Operations.CallAsync(service, operation, request, http, Clients.Credentials, "us-west-2")
            .GetAwaiter().GetResult();
        return Assert.Single(http.Requests);
    }

    private static JsonNode Expected(object request, string service, string operation, CapturedRequest sent)
    {
        var expected = (JsonObject)Json.Wire(ModelObjects.ToJson(request))!;
        var token = request.GetType().GetProperty("ClientToken");
        if (token is not null && token.GetValue(request) is null)
        {
            var made = (string?)Arrived(service, operation, sent)["clientToken"];
            Assert.InRange(made!.Length, 33, 256);
            expected["clientToken"] = made;
        }

        // In a query string an empty list leaves no trace, and the order of equal names has no meaning.
        if (expected["tagKeys"] is JsonArray keys)
        {
            expected.Remove("tagKeys");
            if (keys.Count > 0)
            {
                expected["tagKeys"] = Sorted(keys.Select(k => k!.GetValue<string>()));
            }
        }

        return expected;
    }

    private static JsonObject Arrived(string service, string operation, CapturedRequest sent)
    {
        var api = ApiDocuments.Operation(service, operation);
        var arrived = sent.Body.Length == 0 ? [] : JsonNode.Parse(sent.Body)!.AsObject();
        var path = sent.Url.AbsolutePath.Split('/');
        foreach (var (label, i) in api.Path.Split('/').Select((l, i) => (l, i)).Where(l => l.l.StartsWith('{')))
        {
            arrived[label.Trim('{', '}')] = Uri.UnescapeDataString(path[i]);
        }

        foreach (var member in api.Request.At(Place.Header))
        {
            if (sent.Headers.TryGetValue(member.WireName.ToLowerInvariant(), out var value))
            {
                arrived[member.Name] = value;
            }
        }

        foreach (var member in api.Request.At(Place.Query))
        {
            if (FromQuery(member, sent.Url) is { } node)
            {
                arrived[member.Name] = node;
            }
        }

        return arrived;
    }

    private static JsonArray Sorted(IEnumerable<string> values) =>
        new(values.Order(StringComparer.Ordinal).Select(v => (JsonNode)v).ToArray());

    private static JsonNode? FromQuery(Member member, Uri url)
    {
        var values = url.Query.TrimStart('?').Split('&').Select(p => p.Split('=', 2))
            .Where(p => p[0] == member.WireName).Select(p => Uri.UnescapeDataString(p[1])).ToList();
        return (values.Count, member.Type.Kind) switch
        {
            (0, _) => null,
            (_, TypeKind.List) => Sorted(values),
            (_, TypeKind.Integer) => int.Parse(Assert.Single(values)),
            _ => (JsonNode)Assert.Single(values),
        };
    }
}
