using AgentCore;
using AgentCore.Errors;
using AgentCore.Service;
using Xunit;

namespace Tests.Module.Model;

public sealed class ResourceArnTests
{
    [Theory]
    [InlineData(
        "arn:aws:bedrock-agentcore:us-east-1:123456789012:browser-custom/shop-Ab12Cd34Ef", "us-east-1", "browser",
        "shop-Ab12Cd34Ef")]
    [InlineData(
        "arn:aws:bedrock-agentcore:eu-central-1:aws:browser/aws.browser.v1", "eu-central-1", "browser",
        "aws.browser.v1")]
    [InlineData(
        "arn:aws-cn:bedrock-agentcore:cn-north-1:123456789012:browser-profile/me-Ab12Cd34Ef", "cn-north-1",
        "browser-profile", "me-Ab12Cd34Ef")]
    [InlineData(
        "arn:aws:bedrock-agentcore:us-west-2:123456789012:code-interpreter-custom/py-Ab12Cd34Ef", "us-west-2",
        "code-interpreter", "py-Ab12Cd34Ef")]
    public void Its_parts_are_read(string text, string region, string kind, string id)
    {
        var arn = ResourceArn.Parse(text);
        Assert.Equal((region, kind, id), (arn?.Region, arn?.Kind, arn?.Id));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("shop-Ab12Cd34Ef")]
    [InlineData("arn:aws:s3:::bucket/key")]
    [InlineData("arn:aws:bedrock-agentcore:us-east-1:123456789012:browser-custom/a/b")]
    public void What_is_none_gives_none(string? text) => Assert.Null(ResourceArn.Parse(text));

    [Theory]
    [InlineData("shop-Ab12Cd34Ef", "shop-Ab12Cd34Ef")]
    [InlineData("aws.browser.v1", "aws.browser.v1")]
    [InlineData("arn:aws:bedrock-agentcore:us-east-1:123456789012:browser-custom/shop-Ab12Cd34Ef", "shop-Ab12Cd34Ef")]
    public void A_browser_is_named_by_id_or_arn(string text, string id) =>
        Assert.Equal(id, BrowserOperations.Instance.IdOf(BrowserOperations.Instance.Named(text)));

    [Theory]
    [InlineData("shop", "Get-ACBrowser -Name")]
    [InlineData("../profiles", "'../profiles'")]
    [InlineData("aws.codeinterpreter.v1", "'aws.codeinterpreter.v1'")]
    [InlineData(
        "arn:aws:bedrock-agentcore:us-east-1:123456789012:browser-profile/me-Ab12Cd34Ef", "not the ARN of a browser")]
    public void What_is_no_browser_is_refused(string text, string told)
    {
        var error = Assert.Throws<AgentCoreException>(
            () => BrowserOperations.Instance.IdOf(BrowserOperations.Instance.Named(text)));
        Assert.Contains(told, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void There_is_no_profile_that_every_account_has() =>
        Assert.Throws<AgentCoreException>(
            () => BrowserProfileOperations.Instance.IdOf(BrowserProfileOperations.Instance.Named("aws.browser.v1")));
}
