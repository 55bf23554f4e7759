using Amazon.AgentCore.Transport;
using Amazon.Runtime;

namespace Amazon.BedrockAgentCoreControl.Model;

/// <summary>Deletes a code interpreter. Stands for the API operation DeleteCodeInterpreter.</summary>
[Route("DeleteCodeInterpreter", "DELETE", "/code-interpreters/{codeInterpreterId}")]
public partial class DeleteCodeInterpreterRequest : AmazonBedrockAgentCoreControlRequest
{
    /// <summary>
    /// The id of the code interpreter; <c>aws.codeinterpreter.v1</c> is the one that the service provides. Required.
    /// </summary>
    [InPath("codeInterpreterId")]
    public string? CodeInterpreterId { get; set; }

    /// <summary>
    /// The idempotency token: a repeated request with the same token has its effect once. Made by the client when not
    /// set. 33 to 256 characters.
    /// </summary>
    [InQuery("clientToken")]
    [IdempotencyToken]
    public string? ClientToken { get; set; }
}

/// <summary>What DeleteCodeInterpreter answers.</summary>
public partial class DeleteCodeInterpreterResponse : AmazonWebServiceResponse
{
    /// <summary>
    /// The id of the code interpreter; <c>aws.codeinterpreter.v1</c> is the one that the service provides.
    /// </summary>
    public string? CodeInterpreterId { get; set; }

    /// <summary>The state it is in.</summary>
    public CodeInterpreterStatus? Status { get; set; }

    /// <summary>When it last changed (UTC).</summary>
    public DateTime? LastUpdatedAt { get; set; }
}
