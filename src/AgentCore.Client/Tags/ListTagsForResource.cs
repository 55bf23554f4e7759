using Amazon.AgentCore.Transport;
using Amazon.Runtime;

namespace Amazon.BedrockAgentCoreControl.Model;

/// <summary>Reads the tags of a resource. Stands for the API operation ListTagsForResource.</summary>
[Route("ListTagsForResource", "GET", "/tags/{resourceArn}")]
public partial class ListTagsForResourceRequest : AmazonBedrockAgentCoreControlRequest
{
    /// <summary>The ARN of the tagged resource. 20 to 1,011 characters. Required.</summary>
    [InPath("resourceArn")]
    public string? ResourceArn { get; set; }
}

/// <summary>What ListTagsForResource answers.</summary>
public partial class ListTagsForResourceResponse : AmazonWebServiceResponse
{
    /// <summary>The tags: keys and values. At most 50 entries.</summary>
    public Dictionary<string, string>? Tags { get; set; }
}
