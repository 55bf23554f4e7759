// What only newer frameworks have; the other side of Polyfills.cs. Compiled for net8.0 only.
using Amazon.Runtime;

namespace AgentCore.Client.Transport
{
    internal static class ConnectLimit
    {
        public static void Set(ClientConfig config, TimeSpan limit) => config.ConnectTimeout = limit;
    }
}

namespace Amazon.BedrockAgentCore
{
    public partial interface IAmazonBedrockAgentCore
    {
        static ClientConfig IAmazonService.CreateDefaultClientConfig() => new AmazonBedrockAgentCoreConfig();

        static IAmazonService IAmazonService.CreateDefaultServiceClient(
            AWSCredentials awsCredentials, ClientConfig clientConfig)
            => new AmazonBedrockAgentCoreClient(awsCredentials, (AmazonBedrockAgentCoreConfig)clientConfig);
    }
}

namespace Amazon.BedrockAgentCoreControl
{
    public partial interface IAmazonBedrockAgentCoreControl
    {
        static ClientConfig IAmazonService.CreateDefaultClientConfig() => new AmazonBedrockAgentCoreControlConfig();

        static IAmazonService IAmazonService.CreateDefaultServiceClient(
            AWSCredentials awsCredentials, ClientConfig clientConfig)
            => new AmazonBedrockAgentCoreControlClient(
                awsCredentials, (AmazonBedrockAgentCoreControlConfig)clientConfig);
    }
}
