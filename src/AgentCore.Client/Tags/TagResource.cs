using Amazon.AgentCore.Transport;
using Amazon.Runtime;

namespace Amazon.BedrockAgentCoreControl.Model;

/// <summary>
/// Adds tags to a resource, replacing those of the same key. Stands for the API operation TagResource.
/// </summary>
[Route("TagResource", "POST", "/tags/{resourceArn}")]
public partial class TagResourceRequest : AmazonBedrockAgentCoreControlRequest
{
    /// <summary>The ARN of the tagged resource. 20 to 1,011 characters. Required.</summary>
    [InPath("resourceArn")]
    public string? ResourceArn { get; set; }

    /// <summary>The tags: keys and values. At most 50 entries. Required.</summary>
    public Dictionary<string, string>? Tags { get; set; }
}

/// <summary>What TagResource answers.</summary>
public partial class TagResourceResponse : AmazonWebServiceResponse
{
}
