using Amazon.AgentCore.Transport;
using Amazon.Runtime;

namespace Amazon.BedrockAgentCore.Model;

/// <summary>Stops a code interpreter session. Stands for the API operation StopCodeInterpreterSession.</summary>
[Route("StopCodeInterpreterSession", "PUT", "/code-interpreters/{codeInterpreterIdentifier}/sessions/stop")]
public partial class StopCodeInterpreterSessionRequest : AmazonBedrockAgentCoreRequest
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

    /// <summary>The id of the session. Required.</summary>
    [InQuery("sessionId")]
    public string? SessionId { get; set; }

    /// <summary>
    /// The idempotency token: a repeated request with the same token has its effect once. Made by the client when not
    /// set. 33 to 256 characters.
    /// </summary>
    [IdempotencyToken]
    public string? ClientToken { get; set; }
}

/// <summary>What StopCodeInterpreterSession answers.</summary>
public partial class StopCodeInterpreterSessionResponse : AmazonWebServiceResponse
{
    /// <summary>
    /// The id or ARN of the code interpreter; <c>aws.codeinterpreter.v1</c> is the one that the service provides.
    /// </summary>
    public string? CodeInterpreterIdentifier { get; set; }

    /// <summary>The id of the session.</summary>
    public string? SessionId { get; set; }

    /// <summary>When it last changed (UTC).</summary>
    public DateTime? LastUpdatedAt { get; set; }
}
