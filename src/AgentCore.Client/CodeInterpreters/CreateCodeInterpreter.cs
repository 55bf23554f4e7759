using Amazon.AgentCore.Transport;
using Amazon.Runtime;

namespace Amazon.BedrockAgentCoreControl.Model;

/// <summary>Creates a code interpreter. Stands for the API operation CreateCodeInterpreter.</summary>
[Route("CreateCodeInterpreter", "PUT", "/code-interpreters")]
public partial class CreateCodeInterpreterRequest : AmazonBedrockAgentCoreControlRequest
{
    /// <summary>The name. Required.</summary>
    public string? Name { get; set; }

    /// <summary>A description in free text. 1 to 4,096 characters.</summary>
    public string? Description { get; set; }

    /// <summary>The ARN of the IAM role that the sessions act as. 1 to 2,048 characters.</summary>
    public string? ExecutionRoleArn { get; set; }

    /// <summary>Which network the sessions reach. Required.</summary>
    public CodeInterpreterNetworkConfiguration? NetworkConfiguration { get; set; }

    /// <summary>Root certificates to trust beside the usual ones. 1 to 200 entries.</summary>
    public List<Certificate>? Certificates { get; set; }

    /// <summary>File systems to mount. At most 10 entries.</summary>
    public List<ToolsFileSystemConfiguration>? FilesystemConfigurations { get; set; }

    /// <summary>
    /// The idempotency token: a repeated request with the same token has its effect once. Made by the client when not
    /// set. 33 to 256 characters.
    /// </summary>
    [IdempotencyToken]
    public string? ClientToken { get; set; }

    /// <summary>The tags: keys and values. At most 50 entries.</summary>
    public Dictionary<string, string>? Tags { get; set; }
}

/// <summary>What CreateCodeInterpreter answers.</summary>
public partial class CreateCodeInterpreterResponse : AmazonWebServiceResponse
{
    /// <summary>
    /// The id of the code interpreter; <c>aws.codeinterpreter.v1</c> is the one that the service provides.
    /// </summary>
    public string? CodeInterpreterId { get; set; }

    /// <summary>The ARN of the code interpreter.</summary>
    public string? CodeInterpreterArn { get; set; }

    /// <summary>When it was created (UTC).</summary>
    public DateTime? CreatedAt { get; set; }

    /// <summary>The state it is in.</summary>
    public CodeInterpreterStatus? Status { get; set; }
}
