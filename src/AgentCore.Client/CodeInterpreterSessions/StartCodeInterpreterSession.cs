using Amazon.AgentCore.Transport;
using Amazon.Runtime;

namespace Amazon.BedrockAgentCore.Model;

/// <summary>Starts a code interpreter session. Stands for the API operation StartCodeInterpreterSession.</summary>
[Route("StartCodeInterpreterSession", "PUT", "/code-interpreters/{codeInterpreterIdentifier}/sessions/start")]
public partial class StartCodeInterpreterSessionRequest : AmazonBedrockAgentCoreRequest
{
    /// <summary>The X-Ray trace id to carry along. At most 1,024 characters.</summary>
    [InHeader("X-Amzn-Trace-Id")]
    public string? TraceId { get; set; }

    /// <summary>The W3C trace parent to carry along. At most 1,024 characters.</summary>
    [InHeader("traceparent")]
    public string? TraceParent { get; set; }

    /// <summary>
    /// The id or ARN of the code interpreter; <c>aws.codeinterpreter.v1</c> is the one that the service provides.
    /// Required.
    /// </summary>
    [InPath("codeInterpreterIdentifier")]
    public string? CodeInterpreterIdentifier { get; set; }

    /// <summary>The name of the session. 1 to 100 characters.</summary>
    public string? Name { get; set; }

    /// <summary>The time to live in seconds, counted from the start of the session. 1 to 28,800.</summary>
    public int? SessionTimeoutSeconds { get; set; }

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
}

/// <summary>What StartCodeInterpreterSession answers.</summary>
public partial class StartCodeInterpreterSessionResponse : AmazonWebServiceResponse
{
    /// <summary>
    /// The id or ARN of the code interpreter; <c>aws.codeinterpreter.v1</c> is the one that the service provides.
    /// </summary>
    public string? CodeInterpreterIdentifier { get; set; }

    /// <summary>The id of the session.</summary>
    public string? SessionId { get; set; }

    /// <summary>When it was created (UTC).</summary>
    public DateTime? CreatedAt { get; set; }
}
