using Amazon.AgentCore.Transport;
using Amazon.Runtime;

namespace Amazon.BedrockAgentCore.Model;

/// <summary>
/// Runs a tool in a code interpreter session; the result comes as an event stream. Stands for the API operation
/// InvokeCodeInterpreter.
/// </summary>
[Route("InvokeCodeInterpreter", "POST", "/code-interpreters/{codeInterpreterIdentifier}/tools/invoke", Repeatable = false)]
public partial class InvokeCodeInterpreterRequest : AmazonBedrockAgentCoreRequest
{
    /// <summary>
    /// The id or ARN of the code interpreter; <c>aws.codeinterpreter.v1</c> is the one that the service provides.
    /// Required.
    /// </summary>
    [InPath("codeInterpreterIdentifier")]
    public string? CodeInterpreterIdentifier { get; set; }

    /// <summary>The id of the session.</summary>
    [InHeader("x-amzn-code-interpreter-session-id")]
    public string? SessionId { get; set; }

    /// <summary>The X-Ray trace id to carry along. At most 1,024 characters.</summary>
    [InHeader("X-Amzn-Trace-Id")]
    public string? TraceId { get; set; }

    /// <summary>The W3C trace parent to carry along. At most 1,024 characters.</summary>
    [InHeader("traceparent")]
    public string? TraceParent { get; set; }

    /// <summary>The tool to run. Required.</summary>
    public ToolName? Name { get; set; }

    /// <summary>The tool's arguments; which ones count depends on the tool.</summary>
    public ToolArguments? Arguments { get; set; }
}

/// <summary>What InvokeCodeInterpreter answers.</summary>
public partial class InvokeCodeInterpreterResponse : AmazonWebServiceResponse
{
    /// <summary>The id of the session.</summary>
    [InHeader("x-amzn-code-interpreter-session-id")]
    public string? SessionId { get; set; }
}
