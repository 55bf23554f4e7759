using Amazon.AgentCore.Transport;
using Amazon.Runtime;

namespace Amazon.BedrockAgentCore.Model;

/// <summary>Reads one code interpreter session. Stands for the API operation GetCodeInterpreterSession.</summary>
[Route("GetCodeInterpreterSession", "GET", "/code-interpreters/{codeInterpreterIdentifier}/sessions/get")]
public partial class GetCodeInterpreterSessionRequest : AmazonBedrockAgentCoreRequest
{
    /// <summary>
    /// The id or ARN of the code interpreter; <c>aws.codeinterpreter.v1</c> is the one that the service provides.
    /// Required.
    /// </summary>
    [InPath("codeInterpreterIdentifier")]
    public string? CodeInterpreterIdentifier { get; set; }

    /// <summary>The id of the session. Required.</summary>
    [InQuery("sessionId")]
    public string? SessionId { get; set; }
}

/// <summary>What GetCodeInterpreterSession answers.</summary>
public partial class GetCodeInterpreterSessionResponse : AmazonWebServiceResponse
{
    /// <summary>
    /// The id or ARN of the code interpreter; <c>aws.codeinterpreter.v1</c> is the one that the service provides.
    /// </summary>
    public string? CodeInterpreterIdentifier { get; set; }

    /// <summary>The id of the session.</summary>
    public string? SessionId { get; set; }

    /// <summary>The name. 1 to 100 characters.</summary>
    public string? Name { get; set; }

    /// <summary>When it was created (UTC).</summary>
    public DateTime? CreatedAt { get; set; }

    /// <summary>The time to live in seconds, counted from the start of the session. 1 to 28,800.</summary>
    public int? SessionTimeoutSeconds { get; set; }

    /// <summary>The state it is in.</summary>
    public CodeInterpreterSessionStatus? Status { get; set; }

    /// <summary>Root certificates to trust beside the usual ones. 1 to 200 entries.</summary>
    public List<Certificate>? Certificates { get; set; }

    /// <summary>File systems to mount. At most 10 entries.</summary>
    public List<ToolsFileSystemConfiguration>? FilesystemConfigurations { get; set; }
}
