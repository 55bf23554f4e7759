using AgentCore.Client.Runtime.Endpoints;
using Amazon;
using Amazon.BedrockAgentCore;
using Amazon.BedrockAgentCore.Model;
using Amazon.Runtime;
using Amazon.Runtime.Endpoints;
using Xunit;

namespace Tests.Client.Runtime.Endpoints;

/// <summary>
/// The service's published endpoint cases, for both planes, which differ in the prefix of the host only.
/// </summary>
public sealed class EndpointRulesTests
{
    private const string Custom = "https://example.com";

    [Theory]
    [InlineData("us-east-1", true, true, "-fips.us-east-1.api.aws")]
    [InlineData("us-east-1", true, false, "-fips.us-east-1.amazonaws.com")]
    [InlineData("us-east-1", false, true, ".us-east-1.api.aws")]
    [InlineData("us-east-1", false, false, ".us-east-1.amazonaws.com")]
    [InlineData("cn-north-1", true, true, "-fips.cn-north-1.api.amazonwebservices.com.cn")]
    [InlineData("cn-north-1", true, false, "-fips.cn-north-1.amazonaws.com.cn")]
    [InlineData("cn-north-1", false, true, ".cn-north-1.api.amazonwebservices.com.cn")]
    [InlineData("cn-north-1", false, false, ".cn-north-1.amazonaws.com.cn")]
    [InlineData("us-gov-east-1", true, true, "-fips.us-gov-east-1.api.aws")]
    [InlineData("us-gov-east-1", true, false, "-fips.us-gov-east-1.amazonaws.com")]
    [InlineData("us-gov-east-1", false, true, ".us-gov-east-1.api.aws")]
    [InlineData("us-gov-east-1", false, false, ".us-gov-east-1.amazonaws.com")]
    [InlineData("us-iso-east-1", true, false, "-fips.us-iso-east-1.c2s.ic.gov")]
    [InlineData("us-iso-east-1", false, false, ".us-iso-east-1.c2s.ic.gov")]
    [InlineData("us-isob-east-1", true, false, "-fips.us-isob-east-1.sc2s.sgov.gov")]
    [InlineData("us-isob-east-1", false, false, ".us-isob-east-1.sc2s.sgov.gov")]
    public void Region_gives_the_host(string region, bool fips, bool dualStack, string behindPrefix)
    {
        foreach (var prefix in new[] { "bedrock-agentcore", "bedrock-agentcore-control" })
        {
            Assert.Equal(
                $"https://{prefix}{behindPrefix}", new EndpointRules(prefix).Resolve(region, fips, dualStack, null));
        }
    }

    [Theory]
    [InlineData("us-east-1")]
    [InlineData(null)]
    public void Custom_endpoint_is_taken_as_it_is(string? region) =>
        Assert.Equal(Custom, new EndpointRules("bedrock-agentcore").Resolve(region, false, false, Custom));

    [Theory]
    [InlineData("us-east-1", true, false, Custom, "Invalid Configuration: FIPS and custom endpoint are not supported")]
    [InlineData(
        "us-east-1", false, true, Custom, "Invalid Configuration: Dualstack and custom endpoint are not supported")]
    [InlineData(null, false, false, null, "Invalid Configuration: Missing Region")]
    public void Contradictions_are_refused(string? region, bool fips, bool dualStack, string? endpoint, string message)
    {
        var e = Assert.Throws<AmazonClientException>(
            () => new EndpointRules("bedrock-agentcore").Resolve(region, fips, dualStack, endpoint));
        Assert.Equal(message, e.Message);
    }

    [Theory]
    [InlineData("US-EAST-1")]
    [InlineData("us-east-1.evil.example")]
    [InlineData("us-east-1/..")]
    [InlineData("us-east-1#")]
    [InlineData("us-east-1\n")]
    [InlineData("-us-east-1")]
    [InlineData("evil.example/?")]
    [InlineData("us east 1")]
    public void A_region_of_another_form_never_reaches_a_host_name(string region)
    {
        var e = Assert.Throws<AmazonClientException>(
            () => new EndpointRules("bedrock-agentcore").Resolve(region, false, false, null));
        Assert.Contains($"'{region}' is not a valid region", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_region_that_is_not_known_yet_gets_the_default_partition() =>
        Assert.Equal(
            "https://bedrock-agentcore.xx-new-9.amazonaws.com",
            new EndpointRules("bedrock-agentcore").Resolve("xx-new-9", false, false, null));

    [Fact]
    public void A_configuration_tells_its_endpoint_without_a_call()
    {
        var operation = new ServiceOperationEndpointParameters(new GetBrowserSessionRequest());
        var config = new AmazonBedrockAgentCoreConfig
        {
            RegionEndpoint = RegionEndpoint.USGovCloudWest1,
            UseFIPSEndpoint = true,
            IgnoreConfiguredEndpointUrls = true,
        };
        Assert.Equal(
            "https://bedrock-agentcore-fips.us-gov-west-1.amazonaws.com",
            config.DetermineServiceOperationEndpoint(operation).URL);
    }
}
