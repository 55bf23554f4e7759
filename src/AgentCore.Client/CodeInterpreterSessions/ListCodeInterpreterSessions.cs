using Amazon.AgentCore.Transport;
using Amazon.Runtime;

namespace Amazon.BedrockAgentCore.Model;

/// <summary>
/// Lists the sessions of a code interpreter, a page at a time. Stands for the API operation
/// ListCodeInterpreterSessions.
/// </summary>
[Route("ListCodeInterpreterSessions", "POST", "/code-interpreters/{codeInterpreterIdentifier}/sessions/list")]
public partial class ListCodeInterpreterSessionsRequest : AmazonBedrockAgentCoreRequest
{
    /// <summary>
    /// The id or ARN of the code interpreter; <c>aws.codeinterpreter.v1</c> is the one that the service provides.
    /// Required.
    /// </summary>
    [InPath("codeInterpreterIdentifier")]
    public string? CodeInterpreterIdentifier { get; set; }

    /// <summary>How many entries a page may have; the service gives 10 when not set. 1 to 100.</summary>
    public int? MaxResults { get; set; }

    /// <summary>
    /// The place to go on from: what the page before gave. Not set on the first request and the last page. 1 to 2,048
    /// characters.
    /// </summary>
    public string? NextToken { get; set; }

    /// <summary>Only sessions in this state; all when not set.</summary>
    public CodeInterpreterSessionStatus? Status { get; set; }
}

/// <summary>What ListCodeInterpreterSessions answers.</summary>
public partial class ListCodeInterpreterSessionsResponse : AmazonWebServiceResponse
{
    /// <summary>One page of sessions.</summary>
    public List<CodeInterpreterSessionSummary>? Items { get; set; }

    /// <summary>
    /// The place to go on from: what the page before gave. Not set on the first request and the last page. 1 to 2,048
    /// characters.
    /// </summary>
    public string? NextToken { get; set; }
}
