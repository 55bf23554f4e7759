using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using AgentCore.Emulator.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace Tests.Emulator.Http;

/// <summary>
/// Requests that another client signed and somebody recorded: the verifier accepts each, and no changed one.
/// </summary>
public sealed class SignatureVectorTests
{
    public static TheoryData<string> Streams() => [.. Lines("signing.jsonl")];

    // A body of many members could have been sent in too many orders to try them all; two recordings have such a body.
    public static TheoryData<string> Operations() => [.. Lines("operations.jsonl")
        .Where(line => PythonJson.Orders(JsonNode.Parse(line)!["request"]!["body"]).Take(1001).Count() <= 1000)];

    [Theory]
    [MemberData(nameof(Streams))]
    public void A_recorded_stream_address_verifies(string line)
    {
        var vector = JsonNode.Parse(line)!;
        Assert.Equal(
            (string?)vector["region"],
            Verify(Verifier(vector, vector), Request("GET", (string)vector["url"]!, vector["headers"], [])));
    }

    [Theory]
    [MemberData(nameof(Operations))]
    public void A_recorded_operation_verifies_and_a_changed_one_does_not(string line)
    {
        var vector = JsonNode.Parse(line)!;
        var verifier = Verifier(vector, vector["credentials"]!);
        var request = Assert.Single(Recorded(vector), candidate => Accepts(verifier, candidate));
        Assert.Equal((string?)vector["region"], Verify(verifier, request));
        Assert.All(
            [
                request with { Method = "PATCH" },
                request with { RawPath = request.RawPath + "x" },
                request with { Query = new RawQuery("a=b") },
                request with { Body = request.Body.ToArray().Append((byte)' ').ToArray() },
            ],
            changed => Assert.False(Accepts(verifier, changed)));
    }

    private static string Verify(SignatureVerifier verifier, RequestToVerify request)
    {
        var parts = verifier.CheckHead(request.Headers, request.Query, SigningRules.AgentCore);
        verifier.Verify(request, parts, SigningRules.AgentCore);
        return parts.Region;
    }

    private static bool Accepts(SignatureVerifier verifier, RequestToVerify request)
    {
        try
        {
            Verify(verifier, request);
            return true;
        }
        catch (ServiceException refused)
        {
            Assert.Equal((403, "InvalidSignatureException"), (refused.Status, refused.Code));
            return false;
        }
    }

    private static string[] Lines(string file) =>
        File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "Vectors", file));

    private static SignatureVerifier Verifier(JsonNode vector, JsonNode credentials) => new(
        (string)credentials["accessKey"]!,
        (string)credentials["secretKey"]!,
        new FakeTimeProvider(DateTimeOffset.Parse((string)vector["clock"]!, CultureInfo.InvariantCulture)),
        TimeSpan.FromMinutes(5));

    private static IEnumerable<RequestToVerify> Recorded(JsonNode vector)
    {
        var request = vector["request"]!;
        var bodies = request["body"] is { } json ? PythonJson.Orders(json) : [""];
        return bodies.Select(body =>
            Request(
                (string)request["method"]!, (string)request["url"]!, request["headers"], Encoding.UTF8.GetBytes(body)));
    }

    private static RequestToVerify Request(string method, string address, JsonNode? headers, byte[] body)
    {
        var authority = new Uri(address).Authority;
        var target = address[(address.IndexOf(authority, StringComparison.Ordinal) + authority.Length)..].Split('?', 2);
        var all = new HeaderDictionary { ["host"] = authority };
        foreach (var (name, value) in headers?.AsObject() ?? [])
        {
            all[name] = (string?)value;
        }

        return new(method, target[0], new RawQuery(target.Length == 2 ? target[1] : ""), all, body);
    }
}
