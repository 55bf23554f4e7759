using AgentCore.Client.Signing;
using Tests.Client.Support;
using Amazon.Runtime;
using Xunit;

namespace Tests.Client.Signing;

public sealed class BrowserStreamSignerTests
{
    private static readonly ImmutableCredentials Credentials = new("AKIDEXAMPLE", "secret", "token+/=");

    [Theory]
    [InlineData(0)]
    [InlineData(-5)]
    [InlineData(301)]
    [InlineData(int.MinValue)]
    public void A_time_outside_the_limits_is_refused_with_the_limits(int expires)
    {
        var signer = new BrowserStreamSigner(Credentials, "us-west-2");
        var e = Assert.Throws<ArgumentOutOfRangeException>(() => signer.PresignLiveView("b", "s", expires));
        Assert.Contains("1 to 300 seconds", e.Message, StringComparison.Ordinal);
        Assert.Equal(expires, e.ActualValue);
    }

    [Theory]
    [InlineData("us-west-2/evil")]
    [InlineData("")]
    public void A_region_of_another_form_is_refused(string region) =>
        Assert.Throws<AmazonClientException>(() => new BrowserStreamSigner(Credentials, region));

    [Theory]
    [InlineData("", "s")]
    [InlineData("b", "")]
    [InlineData("..", "s")]
    [InlineData("b", ".")]
    public void An_identifier_that_would_change_the_path_is_refused(string browser, string session)
    {
        var signer = new BrowserStreamSigner(Credentials, "us-west-2");
        Assert.Throws<ArgumentException>(() => signer.PresignLiveView(browser, session));
        Assert.Throws<ArgumentException>(() => signer.SignAutomation(browser, session));
    }

    [Fact]
    public void The_endpoint_may_be_a_local_one()
    {
        var signer = new BrowserStreamSigner(Credentials, "us-west-2", new Uri("http://127.0.0.1:9580"));
        Assert.StartsWith(
            "http://127.0.0.1:9580/browser-streams/b/sessions/s/live-view?X-Amz-Algorithm=",
            signer.PresignLiveView("b", "s").AbsoluteUri,
            StringComparison.Ordinal);

        var stream = signer.SignAutomation("b", "s");
        Assert.Equal("ws://127.0.0.1:9580/browser-streams/b/sessions/s/automation", stream.Url.AbsoluteUri);
        Assert.Equal("127.0.0.1:9580", stream.Headers["host"]);
        AssertVerifies(stream);
    }

    [Fact]
    public void An_ARN_becomes_one_label_and_the_signature_holds()
    {
        var signer = new BrowserStreamSigner(Credentials, "cn-north-1");
        var stream = signer.SignAutomation("arn:aws-cn:bedrock-agentcore:cn-north-1:1:browser-custom/b-1", "s");
        Assert.Equal(
            "wss://bedrock-agentcore.cn-north-1.amazonaws.com.cn/browser-streams/"
                + "arn%3Aaws-cn%3Abedrock-agentcore%3Acn-north-1%3A1%3Abrowser-custom%2Fb-1/sessions/s/automation",
            stream.Url.AbsoluteUri);
        AssertVerifies(stream, "cn-north-1");
    }

    [Fact]
    public void The_path_of_an_endpoint_is_kept_in_front()
    {
        var signer = new BrowserStreamSigner(Credentials, "us-west-2", new Uri("https://proxy.example/agent/"));
        var stream = signer.SignAutomation("b", "s");
        Assert.Equal("wss://proxy.example/agent/browser-streams/b/sessions/s/automation", stream.Url.AbsoluteUri);
        AssertVerifies(stream);
    }

    [Fact]
    public void Signed_headers_do_not_show_in_text()
    {
        var stream = new BrowserStreamSigner(Credentials, "us-west-2").SignAutomation("b", "s");
        Assert.Equal(stream.Url.AbsoluteUri, stream.ToString());
    }

    private static void AssertVerifies(SignedStream stream, string region = "us-west-2")
    {
        var request = new CapturedRequest("GET", stream.Url, stream.Headers, []);
        SigV4.AssertVerifies(request, "AKIDEXAMPLE", "secret", region);
        Assert.Equal("token+/=", stream.Headers["x-amz-security-token"]);
    }
}
