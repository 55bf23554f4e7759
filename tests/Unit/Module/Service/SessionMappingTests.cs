using AgentCore;
using AgentCore.Service;
using Xunit;
using Wire = Amazon.BedrockAgentCore.Model;

namespace Tests.Module.Service;

public sealed class SessionMappingTests
{
    [Fact]
    public void An_empty_list_is_left_out_since_the_API_takes_none()
    {
        Assert.Null(Array.Empty<SecretArn>().ToWire());
        Assert.Null(((S3Location[]?)null).ToExtensions());
    }

    [Fact]
    public void What_a_newer_service_tells_never_fails()
    {
        Assert.Equal("9999x1", new Wire.ViewPort { Width = 9999, Height = 1 }.FromWire()!.ToString());
        Assert.Equal(
            "odd",
            new Wire.Certificate { Location = new() { SecretsManager = new() { SecretArn = "odd" } } }.FromWire()!.Arn);
        Assert.Null(new Wire.Certificate().FromWire());
        Assert.Null(new Wire.Proxy().FromWire());
        Assert.Null(new Wire.ToolsFileSystemConfiguration().FromWire());
        Assert.Equal("NEW", new Wire.BrowserEnterprisePolicy { Type = "NEW" }.FromWire().Type);
    }
}
