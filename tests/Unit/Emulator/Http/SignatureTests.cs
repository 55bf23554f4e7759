using System.Text;
using System.Text.Json.Nodes;
using AgentCore.Emulator;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace Tests.Emulator.Http;

/// <summary>Who may call an emulator: those who hold its secret, now, from this machine, and nobody else.</summary>
public sealed class SignatureTests(EmulatorFixture emulator) : IClassFixture<EmulatorFixture>
{
    private const string List = "/browsers/aws.browser.v1/sessions/list";
    private readonly EmulatorClient _client = emulator.Client;

    [Fact]
    public async Task A_signed_request_is_served_and_has_a_request_id()
    {
        var answer = await _client.SendAsync("POST", List, new JsonObject { ["maxResults"] = 5 });
        Assert.Equal(200, answer.Status);
        Assert.True(Guid.TryParse(answer.Headers["x-amzn-RequestId"], out _));
    }

    [Fact]
    public async Task Without_a_signature_it_is_refused() => await RefusedAsync(
        new(HttpMethod.Post, _client.At(List)),
        "MissingAuthenticationTokenException");

    [Fact]
    public async Task With_another_secret_it_is_refused() => await RefusedAsync(
        Sign(new(emulator.Host.AccessKey, "another secret")),
        "InvalidSignatureException");

    [Fact]
    public async Task With_another_access_key_it_is_refused() => await RefusedAsync(
        Sign(new("AKIDEXAMPLE", emulator.Host.SecretKey)),
        "UnrecognizedClientException");

    [Fact]
    public async Task Signed_for_another_service_it_is_refused() => await RefusedAsync(
        Sign(new(emulator.Host.AccessKey, emulator.Host.SecretKey) { Service = "sqs" }),
        "InvalidSignatureException");

    [Theory]
    [InlineData(-240, 200)]
    [InlineData(-360, 403)]
    [InlineData(240, 200)]
    [InlineData(360, 403)]
    public async Task A_clock_may_be_five_minutes_wrong(int seconds, int status)
    {
        var clock = new FakeTimeProvider(DateTimeOffset.UtcNow.AddSeconds(seconds));
        var answer = await EmulatorClient.SendAsync(
            Sign(new(emulator.Host.AccessKey, emulator.Host.SecretKey) { Clock = clock }));
        Assert.Equal((status, status == 200 ? null : "InvalidSignatureException"), (answer.Status, answer.ErrorType));
    }

    [Theory]
    [InlineData("2021-03-01T00:00:00Z", "5m", false)]
    [InlineData("2021-03-01T00:00:00Z", "unlimited", true)]
    [InlineData("2021-02-28T23:59:00Z", "1d", false)]
    [InlineData("2021-03-01T23:00:00Z", "1d", true)]
    [InlineData("2021-03-03T01:00:00Z", "1d", false)]
    [InlineData("2021-03-02T00:01:30Z", "1m", false)]
    [InlineData("2021-03-02T00:00:30Z", "1m", true)]
    public async Task A_clock_may_be_as_wrong_as_the_option_says(string signedAt, string skew, bool isServed)
    {
        var now = new DateTimeOffset(2021, 3, 2, 0, 0, 0, TimeSpan.Zero);
        await using var host = await EmulatorHost.StartAsync(
            new()
            {
                ClockSkew = skew switch
                {
                    "unlimited" => TimeSpan.MaxValue,
                    "1d" => TimeSpan.FromDays(1),
                    "5m" => TimeSpan.FromMinutes(5),
                    _ => TimeSpan.FromMinutes(1),
                },
                TimeProvider = new FakeTimeProvider(now),
                IsQuiet = true,
            },
            TestContext.Current.CancellationToken);
        var clock = new FakeTimeProvider(
            DateTimeOffset.Parse(signedAt, System.Globalization.CultureInfo.InvariantCulture));
        var client = new EmulatorClient(host) { Signer = new(host.AccessKey, host.SecretKey) { Clock = clock } };
        const string View = "/browser-streams/aws.browser.v1/sessions/01JABCDEFGHJKMNPQRSTVWXYZ0/live-view";
        var presigned = client.Signer.Presign(client.At(View), 30);
        foreach (var answer in new[]
        {
            await client.SendAsync("POST", List, new JsonObject()),
            await EmulatorClient.SendAsync(new(HttpMethod.Get, presigned)),
        })
        {
            Assert.Equal(isServed, answer.Status is 200 or 404);
            if (!isServed)
            {
                Assert.Equal((403, "InvalidSignatureException"), (answer.Status, answer.ErrorType));
                string[] told = [signedAt, "2021-03-02T00:00:00Z", "--clock-skew"];
                Assert.All(told, word => Assert.Contains(word, answer.Text("message")!, StringComparison.Ordinal));
            }
        }
    }

    [Fact]
    public async Task A_changed_body_is_refused()
    {
        var request = _client.Sign("POST", List, "{}"u8.ToArray());
        request.Content = new ByteArrayContent("{ }"u8.ToArray());
        await RefusedAsync(request, "InvalidSignatureException");
    }

    [Fact]
    public async Task A_changed_query_is_refused()
    {
        var request = _client.Sign("GET", "/browsers/aws.browser.v1/sessions/get?sessionId=A", []);
        request.RequestUri = _client.At("/browsers/aws.browser.v1/sessions/get?sessionId=B");
        await RefusedAsync(request, "InvalidSignatureException");
    }

    [Fact]
    public async Task A_member_in_a_header_that_is_not_signed_is_refused()
    {
        var request = _client.Sign("POST", "/code-interpreters/aws.codeinterpreter.v1/tools/invoke", "{}"u8.ToArray());
        request.Headers.Add("x-amzn-code-interpreter-session-id", "A");
        await RefusedAsync(request, "InvalidSignatureException");
    }

    [Theory]
    [InlineData("Bearer x")]
    [InlineData("AWS4-HMAC-SHA256 Credential=A/B")]
    [InlineData("AWS4-HMAC-SHA256 Credential=A/20260102/r/s/aws4_request, SignedHeaders=host, Signature=0")]
    [InlineData("AWS4-HMAC-SHA256")]
    public async Task Half_a_signature_is_refused(string authorization)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, _client.At(List));
        request.Headers.TryAddWithoutValidation("authorization", authorization);
        await RefusedAsync(request, "IncompleteSignatureException");
    }

    [Theory]
    [InlineData("evil.example")]
    [InlineData("127.0.0.1:1")]
    [InlineData("127.0.0.1.evil.example")]
    public async Task A_foreign_host_is_refused_before_anything_else(string host)
    {
        var request = _client.Sign("POST", List, []);
        request.Headers.Host = host;
        await RefusedAsync(request, "AccessDeniedException");
    }

    [Fact]
    public async Task A_foreign_origin_is_refused()
    {
        var request = _client.Sign("POST", List, []);
        request.Headers.Add("Origin", "http://evil.example");
        await RefusedAsync(request, "AccessDeniedException");
    }

    [Fact]
    public async Task A_session_token_is_not_asked_for_but_must_be_signed_when_it_is_there()
    {
        var signed = _client.Sign("POST", List, [], new() { ["x-amz-security-token"] = "any" });
        Assert.Equal(200, (await EmulatorClient.SendAsync(signed)).Status);
        var added = _client.Sign("POST", List, []);
        added.Headers.Add("x-amz-security-token", "any");
        await RefusedAsync(added, "InvalidSignatureException");
    }

    private HttpRequestMessage Sign(RequestSigner signer) =>
        new EmulatorClient(emulator.Host) { Signer = signer }.Sign("POST", List, Encoding.UTF8.GetBytes("{}"));

    private static async Task RefusedAsync(HttpRequestMessage request, string code)
    {
        var answer = await EmulatorClient.SendAsync(request);
        Assert.Equal((403, code), (answer.Status, answer.ErrorType));
        Assert.NotEmpty(answer.Text("message")!);
        Assert.True(answer.Headers.ContainsKey("x-amzn-RequestId"));
    }
}
