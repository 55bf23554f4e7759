using Amazon.Runtime;

namespace Amazon.BedrockAgentCoreControl;

/// <summary>What the requests of this plane have in common.</summary>
public abstract class AmazonBedrockAgentCoreControlRequest : AmazonWebServiceRequest;
