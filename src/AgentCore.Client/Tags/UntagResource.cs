using Amazon.AgentCore.Transport;
using Amazon.Runtime;

namespace Amazon.BedrockAgentCoreControl.Model;

/// <summary>Removes tags from a resource. Stands for the API operation UntagResource.</summary>
[Route("UntagResource", "DELETE", "/tags/{resourceArn}")]
public partial class UntagResourceRequest : AmazonBedrockAgentCoreControlRequest
{
    /// <summary>The ARN of the tagged resource. 20 to 1,011 characters. Required.</summary>
    [InPath("resourceArn")]
    public string? ResourceArn { get; set; }

    /// <summary>The keys of the tags to remove. At most 200 entries. Required.</summary>
    [InQuery("tagKeys")]
    public List<string>? TagKeys { get; set; }
}

/// <summary>What UntagResource answers.</summary>
public partial class UntagResourceResponse : AmazonWebServiceResponse
{
}
