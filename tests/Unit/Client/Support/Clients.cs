using Amazon;
using Amazon.BedrockAgentCore;
using Amazon.BedrockAgentCoreControl;
using Amazon.Runtime;

namespace Tests.Client.Support;

/// <summary>Clients that talk to a script instead of the network.</summary>
internal static class Clients
{
    public static readonly AWSCredentials Credentials = new BasicAWSCredentials("AKIDEXAMPLE", "secret");

    public static AmazonBedrockAgentCoreClient Data(
        HttpClientFactory http, AWSCredentials? credentials = null, string region = "us-west-2") =>
        new(credentials ?? Credentials, Configure(new AmazonBedrockAgentCoreConfig(), http, region));

    public static AmazonBedrockAgentCoreControlClient Control(
        HttpClientFactory http, AWSCredentials? credentials = null, string region = "us-west-2") =>
        new(credentials ?? Credentials, Configure(new AmazonBedrockAgentCoreControlConfig(), http, region));

    private static T Configure<T>(T config, HttpClientFactory http, string region)
        where T : ClientConfig
    {
        config.HttpClientFactory = http;
        config.MaxErrorRetry = 0;
        config.IgnoreConfiguredEndpointUrls = true;
        config.RegionEndpoint = RegionEndpoint.GetBySystemName(region);
        return config;
    }
}
