using Amazon.Runtime;

namespace Amazon.BedrockAgentCore;

/// <summary>What the requests of this plane have in common.</summary>
public abstract class AmazonBedrockAgentCoreRequest : AmazonWebServiceRequest;
