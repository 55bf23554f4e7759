using Amazon.AgentCore.Transport;
using Amazon.Runtime;

namespace Amazon.BedrockAgentCoreControl.Model;

/// <summary>Reads one code interpreter. Stands for the API operation GetCodeInterpreter.</summary>
[Route("GetCodeInterpreter", "GET", "/code-interpreters/{codeInterpreterId}")]
public partial class GetCodeInterpreterRequest : AmazonBedrockAgentCoreControlRequest
{
    /// <summary>
    /// The id of the code interpreter; <c>aws.codeinterpreter.v1</c> is the one that the service provides. Required.
    /// </summary>
    [InPath("codeInterpreterId")]
    public string? CodeInterpreterId { get; set; }
}

/// <summary>What GetCodeInterpreter answers.</summary>
public partial class GetCodeInterpreterResponse : AmazonWebServiceResponse
{
    /// <summary>
    /// The id of the code interpreter; <c>aws.codeinterpreter.v1</c> is the one that the service provides.
    /// </summary>
    public string? CodeInterpreterId { get; set; }

    /// <summary>The ARN of the code interpreter.</summary>
    public string? CodeInterpreterArn { get; set; }

    /// <summary>The name.</summary>
    public string? Name { get; set; }

    /// <summary>A description in free text. 1 to 4,096 characters.</summary>
    public string? Description { get; set; }

    /// <summary>The ARN of the IAM role that the sessions act as. 1 to 2,048 characters.</summary>
    public string? ExecutionRoleArn { get; set; }

    /// <summary>Which network the sessions reach.</summary>
    public CodeInterpreterNetworkConfiguration? NetworkConfiguration { get; set; }

    /// <summary>The state it is in.</summary>
    public CodeInterpreterStatus? Status { get; set; }

    /// <summary>Root certificates to trust beside the usual ones. 1 to 200 entries.</summary>
    public List<Certificate>? Certificates { get; set; }

    /// <summary>File systems to mount. At most 10 entries.</summary>
    public List<ToolsFileSystemConfiguration>? FilesystemConfigurations { get; set; }

    /// <summary>Why creation or deletion failed; not set otherwise.</summary>
    public string? FailureReason { get; set; }

    /// <summary>When it was created (UTC).</summary>
    public DateTime? CreatedAt { get; set; }

    /// <summary>When it last changed (UTC).</summary>
    public DateTime? LastUpdatedAt { get; set; }
}
