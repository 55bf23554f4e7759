using System.Net.WebSockets;
using AgentCore.Client.Signing;
using Amazon.BedrockAgentCore;
using Amazon.BedrockAgentCore.Model;
using Amazon.Runtime;
using Xunit;

namespace Tests.Emulator.Browser;

/// <summary>The service client against the emulator; neither references the other.</summary>
public sealed class ServiceClientTests(EmulatorFixture emulator) : IClassFixture<EmulatorFixture>
{
    private const string Arn = "arn:aws:bedrock-agentcore:us-west-2:aws:browser/aws.browser.v1";

    [Theory]
    [InlineData("aws.browser.v1")]
    [InlineData(Arn)]
    public async Task The_client_runs_a_session_from_start_to_stop(string identifier)
    {
        var stop = TestContext.Current.CancellationToken;
        using var client = Client(emulator.Host.SecretKey);
        var started = await client.StartBrowserSessionAsync(
            new()
            {
                BrowserIdentifier = identifier,
                Name = "probe & more",
                ViewPort = new() { Width = 1280, Height = 720 },
            },
            stop);
        Assert.Equal("aws.browser.v1", started.BrowserIdentifier);

        var got = await client.GetBrowserSessionAsync(
            new() { BrowserIdentifier = identifier, SessionId = started.SessionId }, stop);
        Assert.Equal(("probe & more", "READY", 1280), (got.Name, got.Status?.Value, got.ViewPort?.Width));

        var list = await client.ListBrowserSessionsAsync(
            new() { BrowserIdentifier = identifier, Status = "READY" }, stop);
        Assert.Contains(
            list.Items!, item => item.SessionId == started.SessionId && item.CreatedAt == started.CreatedAt);

        var stopped = await client.StopBrowserSessionAsync(
            new() { BrowserIdentifier = identifier, SessionId = started.SessionId }, stop);
        Assert.Equal(started.SessionId, stopped.SessionId);
    }

    [Fact]
    public async Task Errors_become_the_exceptions_of_the_client()
    {
        var stop = TestContext.Current.CancellationToken;
        using var client = Client(emulator.Host.SecretKey);
        await Assert.ThrowsAsync<ResourceNotFoundException>(() => client.GetBrowserSessionAsync(
            new() { BrowserIdentifier = Arn, SessionId = "01JABCDEFGHJKMNPQRSTVWXYZ0" }, stop));
        var invalid = await Assert.ThrowsAsync<Amazon.BedrockAgentCore.Model.ValidationException>(
            () => client.StartBrowserSessionAsync(
                new() { BrowserIdentifier = Arn, SessionTimeoutSeconds = 28801 }, stop));
        Assert.Equal("FieldValidationFailed", invalid.Reason?.Value);
        Assert.Equal("sessionTimeoutSeconds", Assert.Single(invalid.FieldList!).Name);
        Assert.NotEmpty(invalid.RequestId!);

        using var stranger = Client("another secret");
        var failure = await Assert.ThrowsAnyAsync<AmazonServiceException>(
            () => stranger.ListBrowserSessionsAsync(new() { BrowserIdentifier = Arn }, stop));
        Assert.Equal("InvalidSignatureException", failure.ErrorCode);
    }

    [Theory]
    [InlineData("aws.browser.v1")]
    [InlineData(Arn)]
    public async Task The_streams_accept_the_signatures_of_the_client(string identifier)
    {
        var stop = TestContext.Current.CancellationToken;
        using var client = Client(emulator.Host.SecretKey);
        var session = await client.StartBrowserSessionAsync(new() { BrowserIdentifier = identifier }, stop);
        var signer = new BrowserStreamSigner(
            new ImmutableCredentials(emulator.Host.AccessKey, emulator.Host.SecretKey, "a token"),
            "us-west-2",
            new Uri(emulator.Host.Url));
        var page = await EmulatorClient.SendAsync(
            new(HttpMethod.Get, signer.PresignLiveView(identifier, session.SessionId!, 30)));
        Assert.Equal(200, page.Status);

        var automation = signer.SignAutomation(identifier, session.SessionId!);
        using var socket = new ClientWebSocket();
        foreach (var (name, value) in automation.Headers)
        {
            socket.Options.SetRequestHeader(name, value);
        }

        await socket.ConnectAsync(automation.Url, stop);
        using var cdp = new CdpClient(socket);
        Assert.NotNull((await cdp.CallAsync("Browser.getVersion"))["product"]);
    }

    private AmazonBedrockAgentCoreClient Client(string secretKey) => new(
        new BasicAWSCredentials(emulator.Host.AccessKey, secretKey),
        new AmazonBedrockAgentCoreConfig { ServiceURL = emulator.Host.Url, AuthenticationRegion = "us-west-2" });
}
