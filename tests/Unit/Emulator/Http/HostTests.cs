using System.Text.Json.Nodes;
using AgentCore.Emulator;
using AgentCore.Emulator.Core;
using AgentCore.Emulator.Http;
using Microsoft.AspNetCore.Http;
using Xunit;

namespace Tests.Emulator.Http;

/// <summary>Under which names the emulator is reached, and by whom.</summary>
public sealed class HostTests(HostTests.NamedEmulator emulator) : IClassFixture<HostTests.NamedEmulator>
{
    private const string Aws = "bedrock-agentcore.us-west-2.amazonaws.com";
    private const string List = "/browsers/aws.browser.v1/sessions/list";

    private int Port => new Uri(emulator.Host.Url).Port;

    [Theory]
    [InlineData("127.0.0.1:{0}")]
    [InlineData("localhost:{0}")]
    [InlineData("LOCALHOST:{0}")]
    [InlineData("localhost.:{0}")]
    [InlineData("127.0.0.2:{0}")]
    [InlineData("[::1]:{0}")]
    [InlineData("[0:0:0:0:0:0:0:1]:{0}")]
    [InlineData("emulator.localhost:{0}")]
    [InlineData(Aws)]
    [InlineData(Aws + ":443")]
    [InlineData("BEDROCK-AgentCore.us-west-2.amazonaws.com:8443")]
    [InlineData(Aws + ".")]
    [InlineData("host.docker.internal:1234")]
    [InlineData("front.example:8443")]
    [InlineData("172.17.0.1:9000")]
    public async Task A_signed_request_is_served_under_loopback_names_and_allowed_ones(string host)
    {
        var answer = await SendAsync(HttpMethod.Post, List, host, signed: true);
        Assert.Equal(200, answer.Status);
    }

    [Theory]
    [InlineData("evil.example")]
    [InlineData("x." + Aws)]
    [InlineData("localhost.evil.example:{0}")]
    [InlineData("127.0.0.1.evil.example:{0}")]
    [InlineData("localhost:1")]
    [InlineData("emulator.localhost:1")]
    [InlineData("172.17.0.2")]
    [InlineData("[::2]:{0}")]
    [InlineData("0.0.0.0:{0}")]
    public async Task Any_other_host_is_refused_with_the_names_and_the_option(string host)
    {
        var answer = await SendAsync(HttpMethod.Post, List, host, signed: true);
        Assert.Equal((403, "AccessDeniedException"), (answer.Status, answer.ErrorType));
        Assert.Equal("EmulatorRule", answer.Text("reason"));
        string[] told =
        [
            $"'{With(host)}'", $"127.0.0.1:{Port}", $"localhost:{Port}", $"[::1]:{Port}", Aws, "host.docker.internal",
            "front.example", "--allow-host",
        ];
        Assert.All(told, word => Assert.Contains(word, answer.Text("message")!, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("localhost:{0}", true)]
    [InlineData("[::1]:{0}", true)]
    [InlineData("emulator.localhost:{0}", false)]
    [InlineData(Aws, false)]
    public async Task The_console_stays_on_loopback_names(string host, bool isServed)
    {
        var answer = await SendAsync(
            HttpMethod.Get, new Uri(emulator.Host.CreateConsoleUrl()).PathAndQuery, host, signed: false);
        Assert.Equal(isServed ? 200 : 403, answer.Status);
        if (!isServed)
        {
            Assert.Equal("EmulatorRule", answer.Text("reason"));
            Assert.Contains($"127.0.0.1:{Port}", answer.Text("message")!, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task An_unsigned_request_under_an_allowed_name_is_refused()
    {
        var answer = await SendAsync(HttpMethod.Post, List, Aws, signed: false);
        Assert.Equal((403, "MissingAuthenticationTokenException"), (answer.Status, answer.ErrorType));
    }

    [Theory]
    [InlineData(Aws, "https://" + Aws, 200)]
    [InlineData(Aws + ":8443", "https://" + Aws + ":8443", 200)]
    [InlineData(Aws, "http://" + Aws, 200)]
    [InlineData(Aws, "https://evil.example", 403)]
    [InlineData(Aws + ":8443", "https://" + Aws, 403)]
    [InlineData("localhost:{0}", "http://localhost:{0}", 200)]
    [InlineData("localhost:{0}", "https://localhost:{0}", 403)]
    [InlineData("localhost:{0}", "http://127.0.0.1:{0}", 403)]
    [InlineData("localhost:{0}", "null", 403)]
    public async Task Only_pages_of_the_same_address_may_send_requests(string host, string origin, int status)
    {
        var answer = await SendAsync(HttpMethod.Post, List, host, signed: true, With(origin));
        Assert.Equal(status, answer.Status);
        if (status == 403)
        {
            Assert.Equal("EmulatorRule", answer.Text("reason"));
            Assert.Contains($"'{With(origin)}'", answer.Text("message")!, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Both_loopback_addresses_are_served_at_the_same_port()
    {
        foreach (var address in new[] { "127.0.0.1", "[::1]" })
        {
            var client = new EmulatorClient(
                $"http://{address}:{Port}", emulator.Host.AccessKey, emulator.Host.SecretKey);
            Assert.Equal(200, (await client.SendAsync("POST", List, new JsonObject())).Status);
        }
    }

    [Theory]
    [InlineData("localhost:80", 80, "http://localhost/")]
    [InlineData("localhost", 80, "http://localhost/")]
    [InlineData("a.localhost:9580", 9580, "http://a.localhost:9580/")]
    [InlineData("[::1]:9580", 9580, "http://[::1]:9580/")]
    [InlineData(Aws, 80, "https://front.example:8443/")]
    [InlineData(Aws, 9580, "https://front.example:8443/")]
    [InlineData(Aws + ":9580", 9580, "https://front.example:8443/")]
    [InlineData("localhost:8443", 9580, "https://front.example:8443/")]
    public void The_public_address_is_for_callers_who_use_none_of_the_emulators_own(
        string host, int port, string address)
    {
        var http = new DefaultHttpContext();
        http.Request.Host = new(host);
        http.Connection.LocalPort = port;
        var guard = new RequestGuard([Aws, "localhost"], new("https://front.example:8443"));
        guard.Check(http.Request, isSigned: true);
        Assert.Equal(address, guard.AddressFor(http.Request).AbsoluteUri);
    }

    [Theory]
    [InlineData("localhost", "localhost")]
    [InlineData("Example.COM.", "example.com")]
    [InlineData("a_b-c.d1", "a_b-c.d1")]
    [InlineData("10.0.0.1", "10.0.0.1")]
    [InlineData("::1", "[::1]")]
    [InlineData("[0:0::1]", "[::1]")]
    [InlineData("", null)]
    [InlineData(".", null)]
    [InlineData("*", null)]
    [InlineData("*.example.com", null)]
    [InlineData("example.com:443", null)]
    [InlineData("https://example.com", null)]
    [InlineData("a b", null)]
    [InlineData("a,b", null)]
    [InlineData("a..b", null)]
    [InlineData("[10.0.0.1]", null)]
    [InlineData("bücher.example", null)]
    public void A_host_name_has_one_form_or_is_not_one(string text, string? name) =>
        Assert.Equal(name, HostName.Normalize(text));

    private string With(string text) => text.Replace("{0}", $"{Port}", StringComparison.Ordinal);

    private async Task<Answer> SendAsync(
        HttpMethod method, string path, string host, bool signed, string? origin = null)
    {
        var request = new HttpRequestMessage(method, emulator.Client.At(path));
        request.Headers.Host = With(host);
        if (signed)
        {
            var signer = emulator.Client.Signer;
            var headers = signer.Headers(method.Method, request.RequestUri!, [], new Dictionary<string, string>
            {
                ["host"] = With(host),
            });
            foreach (var (name, value) in headers)
            {
                request.Headers.TryAddWithoutValidation(name, value);
            }
        }

        if (origin is not null)
        {
            request.Headers.Add("Origin", origin);
        }

        return await EmulatorClient.SendAsync(request);
    }

    /// <summary>An emulator behind a TLS front.</summary>
    public sealed class NamedEmulator : IAsyncLifetime
    {
        private EmulatorHost? _host;

        public EmulatorHost Host => _host!;

        internal EmulatorClient Client => new(Host);

        public async ValueTask InitializeAsync() => _host = await EmulatorHost.StartAsync(new()
        {
            AllowedHosts = [Aws, "host.docker.internal", "172.17.0.1"],
            PublicUrl = new("https://front.example:8443"),
            IsQuiet = true,
        });

        public ValueTask DisposeAsync() => Host.DisposeAsync();
    }
}
