using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Tests.Emulator.Browser.Features.Proxies;
using Xunit;

namespace Tests.Emulator.Browser.Features.Policies;

/// <summary>Policies and certificates in a real Chromium, and their absence in other sessions.</summary>
public sealed class PolicyTests(EmulatorFixture emulator) : IClassFixture<EmulatorFixture>
{
    private const string SecureHost = "secure.example.test";
    private readonly EmulatorClient _client = emulator.Client;

    [Fact]
    public async Task Policies_and_certificates_apply_to_their_session_alone()
    {
        using var root = MakeRoot(DateTimeOffset.UtcNow.AddDays(10));
        await using var site = await StartSecureSiteAsync(root);
        await using var proxy = new RecordingProxy("tunnel", tunnelPort: new Uri(site.Urls.Single()).Port);
        emulator.Host.AddObject(
            "policy.json", """{ "URLBlocklist": ["blocked.example.test"], /* as Chromium reads it */ }""");
        emulator.Host.AddSecret("root", root.ExportCertificatePem());
        var request = StandIn.Proxies(StandIn.Proxy(proxy.Port));
        var plain = request.DeepClone().AsObject();
        var policy = StandIn.S3("policy.json");
        policy["type"] = "MANAGED";
        request["enterprisePolicies"] = new JsonArray(policy);
        request["certificates"] = new JsonArray(new JsonObject
        {
            ["location"] = new JsonObject
            {
                ["secretsManager"] = new JsonObject { ["secretArn"] = StandIn.Arn("root-AbCdEf") },
            },
        });

        using var with = await _client.AutomateAsync(await _client.StartAsync(request));
        var page = await with.AttachAsync(await with.FirstPageAsync());
        await with.NavigateAsync(page, $"https://{SecureHost}/");
        Assert.Equal("trusted", (string?)await with.EvaluateAsync(page, "document.title"));
        Assert.Contains($"CONNECT {SecureHost}:443 HTTP/1.1", proxy.Requests);
        Assert.Equal("net::ERR_BLOCKED_BY_ADMINISTRATOR", await ErrorAsync(with, page, "http://blocked.example.test/"));

        using var without = await _client.AutomateAsync(await _client.StartAsync(plain));
        page = await without.AttachAsync(await without.FirstPageAsync());
        Assert.Equal("net::ERR_CERT_AUTHORITY_INVALID", await ErrorAsync(without, page, $"https://{SecureHost}/"));
        Assert.Null(await ErrorAsync(without, page, "http://blocked.example.test/"));
    }

    [Fact]
    public async Task An_invalid_policy_or_certificate_is_rejected()
    {
        using var expired = MakeRoot(DateTimeOffset.UtcNow.AddDays(-1));
        emulator.Host.AddObject("list.json", "[]");
        emulator.Host.AddObject("broken.json", "{");
        emulator.Host.AddSecret("expired", expired.ExportCertificatePem());
        emulator.Host.AddSecret("none", "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----");
        await AssertRejectedAsync(
            "enterprisePolicies", StandIn.S3("nowhere.json"), "s3://my-bucket/nowhere.json, which does not exist");
        await AssertRejectedAsync("enterprisePolicies", StandIn.S3("list.json"), "must be a file with one JSON object");
        await AssertRejectedAsync(
            "enterprisePolicies", StandIn.S3("broken.json"), "must be a file with one JSON object");
        await AssertRejectedAsync(
            "certificates", Secret("nowhere"), $"is the secret {StandIn.Arn("nowhere")}, which does not exist");
        await AssertRejectedAsync("certificates", Secret("none"), "must name a secret that holds a certificate in PEM");
        await AssertRejectedAsync("certificates", Secret("expired"), "must name a certificate that is valid now");
    }

    private static JsonObject Secret(string name) => new()
    {
        ["location"] = new JsonObject { ["secretsManager"] = new JsonObject { ["secretArn"] = StandIn.Arn(name) } },
    };

    private static async Task<string?> ErrorAsync(CdpClient cdp, string page, string url) =>
        (string?)(await cdp.CallAsync("Page.navigate", new() { ["url"] = url }, page))["errorText"];

    private async Task AssertRejectedAsync(string member, JsonObject item, string message)
    {
        var response = await _client.SendAsync(
            "PUT", $"{BrowserSessions.Path}/start", new JsonObject { [member] = new JsonArray(item) });
        Assert.Equal((400, "ValidationException"), (response.Status, response.ErrorType));
        Assert.Contains(message, response.Text("message"), StringComparison.Ordinal);
    }

    private static X509Certificate2 MakeRoot(DateTimeOffset until)
    {
        var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=Root of the tests", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        return request.CreateSelfSigned(until.AddDays(-20), until);
    }

    private static async Task<WebApplication> StartSecureSiteAsync(X509Certificate2 root)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={SecureHost}", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName(SecureHost);
        request.CertificateExtensions.Add(names.Build());
        using var issued = request.Create(
            root, DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(5), [1, 2, 3]);
        var certificate = issued.CopyWithPrivateKey(key);
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.WebHost.ConfigureKestrel(
            kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen => listen.UseHttps(certificate)));
        var app = builder.Build();
        app.Run(http =>
        {
            http.Response.ContentType = "text/html";
            return http.Response.WriteAsync("<title>trusted</title>");
        });
        await app.StartAsync();
        return app;
    }
}
