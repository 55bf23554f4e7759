using Tests.Client.Support;
using Amazon.BedrockAgentCore.Model;
using Amazon.BedrockAgentCoreControl.Model;
using Xunit;

namespace Tests.Client.Runtime.Marshalling;

/// <summary>What is refused before anything is sent, and what needs care on the way out.</summary>
public sealed class RequestBuilderTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(null, "must not be empty")]
    [InlineData("", "must not be empty")]
    [InlineData(".", "is not an identifier")]
    [InlineData("..", "is not an identifier")]
    public async Task An_identifier_that_would_change_the_path_is_refused(string? identifier, string rule)
    {
        var http = new ScriptedHttp(_ => ScriptedHttp.Json("{}"));
        using var client = Clients.Data(http);
        var request = new GetBrowserSessionRequest { BrowserIdentifier = identifier, SessionId = "s" };
        var e = await Assert.ThrowsAsync<ArgumentException>(() => client.GetBrowserSessionAsync(request, Stop));
        Assert.Equal($"GetBrowserSessionRequest.BrowserIdentifier {rule}.", e.Message);
        Assert.Empty(http.Requests);
    }

    [Theory]
    [InlineData("../../code-interpreters", "/browsers/..%2F..%2Fcode-interpreters/sessions/get")]
    [InlineData("a?b#c", "/browsers/a%3Fb%23c/sessions/get")]
    [InlineData("%2e%2e", "/browsers/%252e%252e/sessions/get")]
    public async Task An_identifier_stays_one_label(string identifier, string path)
    {
        var http = new ScriptedHttp(_ => ScriptedHttp.Json("{}"));
        using var client = Clients.Data(http);
        await client.GetBrowserSessionAsync(
            new GetBrowserSessionRequest { BrowserIdentifier = identifier, SessionId = "s" }, Stop);
        var sent = Assert.Single(http.Requests);
        Assert.Equal(path, sent.Url.AbsolutePath);
        SigV4.AssertVerifies(sent, "AKIDEXAMPLE", "secret", "us-west-2");
    }

    [Theory]
    [InlineData("s\r\nX-Evil: 1")]
    [InlineData("sé")]
    public async Task A_header_takes_printable_ASCII_only(string sessionId)
    {
        using var client = Clients.Data(new ScriptedHttp(_ => ScriptedHttp.Json("{}")));
        var request =
            new InvokeBrowserRequest { BrowserIdentifier = "b", SessionId = sessionId, Action = new BrowserAction() };
        var e = await Assert.ThrowsAsync<ArgumentException>(() => client.InvokeBrowserAsync(request, Stop));
        Assert.Equal("InvokeBrowserRequest.SessionId may have printable ASCII characters only.", e.Message);
    }

    [Fact]
    public async Task A_request_must_be_given()
    {
        using var client = Clients.Data(new ScriptedHttp(_ => ScriptedHttp.Json("{}")));
        await Assert.ThrowsAsync<ArgumentNullException>(() => client.StopBrowserSessionAsync(null!, Stop));
    }

    [Fact]
    public async Task Tag_keys_are_signed_in_the_order_of_their_encoded_form()
    {
        // ':' sorts behind '1', but its encoded form '%3A' before it.
        var http = new ScriptedHttp(_ => ScriptedHttp.Bytes([], null, 204));
        using var client = Clients.Control(http);
        await client.UntagResourceAsync(
            new UntagResourceRequest { ResourceArn = "arn:x", TagKeys = ["env:x", "env1"] }, Stop);
        SigV4.AssertVerifies(Assert.Single(http.Requests), "AKIDEXAMPLE", "secret", "us-west-2");
    }
}
