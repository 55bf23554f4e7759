using System.Net;
using System.Net.Sockets;
using System.Text;
using AgentCore.Emulator;
using AgentCore.Emulator.Core;
using AgentCore.Emulator.Generated;
using AgentCore.Emulator.Http;
using AgentCore.Emulator.Http.Faults;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Logging;
using Xunit;

namespace Tests.Emulator.Http;

/// <summary>What nobody who means well sends. The random numbers are the same in every run.</summary>
public sealed class HostileRequestTests
{
    private const int Seed = 20_261_126;

    [Fact]
    public async Task A_request_with_one_changed_byte_is_not_executed()
    {
        var executed = 0;
        await using var app = Probe(() => Interlocked.Increment(ref executed));
        await app.StartAsync(TestContext.Current.CancellationToken);
        var (request, changeable) = Signed(new(app.Urls.Single()));
        Assert.StartsWith("HTTP/1.1 200 ", await ExchangeAsync(app, request), StringComparison.Ordinal);
        Assert.Equal(1, executed);

        var random = new Random(Seed);
        for (var i = 0; i < 1000; i++)
        {
            var changed = (byte[])request.Clone();
            var at = changeable[random.Next(changeable.Count)];
            changed[at] = (byte)((changed[at] + random.Next(1, 256)) % 256);
            var response = await ExchangeAsync(app, changed);
            Assert.True(
                response.Length == 0 || response.StartsWith("HTTP/1.1 4", StringComparison.Ordinal),
                $"Byte {at} as {changed[at]}: {response}");
        }

        Assert.Equal(1, executed);
    }

    [Fact]
    public async Task A_mangled_body_is_never_a_fault_of_the_emulator()
    {
        await using var host = await EmulatorHost.StartAsync(
            new()
            {
                IsQuiet = true,
                Quotas = new()
                {
                    [Quota.BrowserSessions] = 0,
                    [Quota.CodeInterpreterSessions] = 0,
                    [Quota.Browsers] = 20,
                },
            },
            TestContext.Current.CancellationToken);
        var client = new EmulatorClient(host);
        var random = new Random(Seed);
        var statuses = new Dictionary<int, int>();
        for (var i = 0; i < 3000; i++)
        {
            var (method, path, body) = Requests[random.Next(Requests.Length)];
            var mangled = Mangle(Encoding.UTF8.GetBytes(body), random);
            using var request = client.Sign(method, path, mangled);
            var answer = await EmulatorClient.SendAsync(request);
            Assert.True(
                answer.Status < 500, $"{answer.Status} for {method} {path} {Encoding.Latin1.GetString(mangled)}");
            statuses[answer.Status] = statuses.GetValueOrDefault(answer.Status) + 1;
        }

        Assert.True(statuses[400] > 1000, string.Join(", ", statuses));
    }

    [Fact]
    public async Task Clients_that_are_slow_or_silent_disturb_neither_others_nor_the_end()
    {
        var host = await EmulatorHost.StartAsync(new() { IsQuiet = true }, TestContext.Current.CancellationToken);
        string[] beginnings =
        [
            "", "G", "GET / HTTP/1.1\r\n", "GET / HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\nX",
            "POST /browsers HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100000000\r\n\r\n{",
        ];
        var clients = new List<TcpClient>();
        try
        {
            foreach (var beginning in Enumerable.Repeat(beginnings, 60).SelectMany(all => all))
            {
                var client = new TcpClient();
                clients.Add(client);
                await client.ConnectAsync(
                    IPAddress.Loopback, new Uri(host.Url).Port, TestContext.Current.CancellationToken);
                await client.Client.SendAsync(Encoding.ASCII.GetBytes(beginning));
            }

            var served = new EmulatorClient(host).SendAsync("POST", "/browsers");
            Assert.Equal(
                200, (await served.WaitAsync(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken)).Status);
            await host.DisposeAsync().AsTask().WaitAsync(
                TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken);
        }
        finally
        {
            clients.ForEach(client => client.Dispose());
            await host.DisposeAsync();
        }
    }

    private static readonly (string Method, string Path, string Body)[] Requests =
    [
        ("PUT", "/browsers", """
            {"name":"shop","description":"a\u00e9","networkConfiguration":{"networkMode":"VPC","vpcConfig":
            {"securityGroups":["sg-0a1b2c3d"],"subnets":["subnet-0a1b2c3d"]}},"recording":{"enabled":true,"s3Location":
            {"bucket":"bucket","prefix":"p"}},"tags":{"team":"x"},"browserSigning":{"enabled":false}}
            """),
        ("PUT", "/code-interpreters", """{"name":"etl","networkConfiguration":{"networkMode":"SANDBOX"}}"""),
        ("PUT", "/browser-profiles", """{"name":"p","description":"d","tags":{"a":"b"}}"""),
        ("POST", "/browsers/aws.browser.v1/sessions/list", """{"maxResults":5,"status":"READY"}"""),
        ("PUT", "/browsers/aws.browser.v1/sessions/start", """
            {"name":"n","sessionTimeoutSeconds":60,"viewPort":{"width":800,"height":600},"proxyConfiguration":
            {"proxies":[{"externalProxy":{"server":"x","port":1,"domainPatterns":["a.b"]}}]}}
            """),
        ("PUT", "/browsers/aws.browser.v1/sessions/streams/update?sessionId=A", """
            {"streamUpdate":{"automationStreamUpdate":{"streamStatus":"DISABLED"}}}
            """),
        ("POST", "/code-interpreters/aws.codeinterpreter.v1/tools/invoke", """
            {"name":"writeFiles","arguments":{"content":[{"path":"a","text":"b"},{"path":"c","blob":"AAAA"}],
            "paths":["x"]}}
            """),
        ("POST", "/browsers/aws.browser.v1/sessions/invoke", """
            {"action":{"mouseScroll":{"x":1,"y":2,"deltaX":3,"deltaY":-4}}}
            """),
        ("POST", "/tags/arn%3Aaws%3Abedrock-agentcore%3Aus-west-2%3A123456789012%3Abrowser-custom%2Fx-0123456789", """
            {"tags":{"k":"v"}}
            """),
    ];

    private static readonly string[] Values =
    [
        "null", "true", "-1", "1e400", "99999999999999999999", "1.5", "[]", "{}", "\"\"", "\"\\ud800\"",
        "\"\\u0000\"", "\"x\"", "[null]", "[[]]", "{\"\":{}}", "/**/", "\"\\x\"",
        new string('[', 5000), $"\"{new string('y', 5000)}\"",
    ];

    private static byte[] Mangle(byte[] body, Random random)
    {
        List<byte> bytes = [.. body];
        for (var times = random.Next(1, 4); times > 0 && bytes.Count > 0; times--)
        {
            var at = random.Next(bytes.Count);
            var count = random.Next(1, 1 + Math.Min(20, bytes.Count - at));
            switch (random.Next(6))
            {
                case 0:
                    bytes[at] = (byte)random.Next(256);
                    break;
                case 1:
                    bytes.RemoveRange(at, count);
                    break;
                case 2:
                    bytes.InsertRange(at, bytes.GetRange(at, count));
                    break;
                case 3:
                    bytes.InsertRange(at, [0xED, 0xA0, 0x80, 0xFF]); // not UTF-8
                    break;
                default:
                    ReplaceValue(bytes, at, Values[random.Next(Values.Length)]);
                    break;
            }
        }

        return [.. bytes];
    }

    // From the next colon to what ends the value.
    private static void ReplaceValue(List<byte> bytes, int at, string value)
    {
        var start = bytes.IndexOf((byte)':', at) + 1;
        var end = start == 0 ? -1 : bytes.FindIndex(start, one => one is (byte)',' or (byte)'}' or (byte)']');
        if (end > 0)
        {
            bytes.RemoveRange(start, end - start);
            bytes.InsertRange(start, Encoding.UTF8.GetBytes(value));
        }
    }

    private static WebApplication Probe(Action executed)
    {
        var registry = new OperationRegistry(OperationTable.Rows);
        foreach (var row in OperationTable.Rows)
        {
            registry.Handle<ProbeRequest, ProbeResponse>(row.Name, (_, _) =>
            {
                executed();
                return new ProbeResponse();
            });
        }

        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(
            IPAddress.Loopback, 0, listener => listener.Use(UpgradeHeaders.RemoveRepeated)));
        var app = builder.Build();
        app.Run(new RequestPipeline(
            registry,
            new RequestGuard([], publicUrl: null),
            new SignatureVerifier("key", "secret", TimeProvider.System, TimeSpan.FromMinutes(5)),
            new RequestBodies(1_000_000, 4_000_000),
            new RateLimiter(new Dictionary<string, int>(), TimeProvider.System),
            new FaultList([], [], TimeProvider.System),
            new CallFeed(TimeProvider.System),
            observer: null,
            new RecordingLog<RequestPipeline>()).InvokeAsync);
        return app;
    }

    // A signed request, and the places of the bytes that mean something: method, path, query, the values of signed
    // headers, credential and signature, and body.
    private static (byte[] Request, List<int> Changeable) Signed(Uri url)
    {
        const string Target = "/browsers/aws.browser.v1/sessions/stop?sessionId=01JABCDEFGHJKMNPQRSTVWXYZ0";
        const string Body = """{"clientToken":"0123456789-0123456789-0123456789-"}""";
        var headers = new RequestSigner("key", "secret").Headers(
            "PUT",
            new(url, Target),
            Encoding.UTF8.GetBytes(Body),
            new Dictionary<string, string> { ["x-amzn-trace-id"] = "Root=1", ["x-amz-security-token"] = "token" });
        var text = $"PUT {Target} HTTP/1.1\r\nhost: {url.Authority}\r\nConnection: close\r\n"
            + $"Content-Length: {Body.Length}\r\n"
            + $"{string.Concat(headers.Select(pair => $"{pair.Key}: {pair.Value}\r\n"))}\r\n{Body}";
        var changeable = new List<int>();
        var authorization = headers["authorization"];
        foreach (var part in new[]
        {
            "PUT", Target, url.Authority, headers["x-amz-date"], "Root=1", "token", Body,
            authorization.Split(',')[0].Split('=')[1], authorization.Split('=')[^1],
        })
        {
            changeable.AddRange(Enumerable.Range(text.LastIndexOf(part, StringComparison.Ordinal), part.Length));
        }

        return (Encoding.ASCII.GetBytes(text), changeable);
    }

    private static async Task<string> ExchangeAsync(WebApplication app, byte[] request)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(TimeSpan.FromSeconds(30));
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, new Uri(app.Urls.Single()).Port, limit.Token);
        await using var stream = client.GetStream();
        using var received = new MemoryStream();
        try
        {
            await stream.WriteAsync(request, limit.Token);
            await stream.CopyToAsync(received, limit.Token);
        }
        catch (Exception error) when (error is IOException or SocketException)
        {
            // The server closes a connection whose request makes no sense; what it sent before counts.
        }

        return Encoding.Latin1.GetString(received.ToArray());
    }

    internal sealed record ProbeRequest;

    internal sealed record ProbeResponse;
}
