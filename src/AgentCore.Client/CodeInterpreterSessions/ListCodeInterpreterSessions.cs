using AgentCore.Client;
using AgentCore.Client.Transport;
using Amazon.BedrockAgentCore.Model;
using Amazon.Runtime;

namespace Amazon.BedrockAgentCore
{
    public partial interface IAmazonBedrockAgentCore
    {
        /// <summary>Lists the sessions of a code interpreter, a page a call.</summary>
        /// <param name="request">What is asked for.</param>
        /// <param name="cancellationToken">Ends the call early.</param>
        /// <returns>A page of code interpreter sessions.</returns>
        /// <exception cref="AccessDeniedException">Not allowed (403).</exception>
        /// <exception cref="ValidationException">A rule of the API is broken (400).</exception>
        /// <exception cref="ResourceNotFoundException">No such resource (404).</exception>
        /// <exception cref="ThrottlingException">Too many requests (429).</exception>
        /// <exception cref="InternalServerException">The service failed (500).</exception>
        Task<ListCodeInterpreterSessionsResponse> ListCodeInterpreterSessionsAsync(
            ListCodeInterpreterSessionsRequest request, CancellationToken cancellationToken = default);
    }

    public partial class AmazonBedrockAgentCoreClient
    {
        /// <inheritdoc/>
        public Task<ListCodeInterpreterSessionsResponse> ListCodeInterpreterSessionsAsync(
            ListCodeInterpreterSessionsRequest request, CancellationToken cancellationToken = default)
            => SendAsync<ListCodeInterpreterSessionsResponse>(request, cancellationToken);
    }

    public partial class BedrockAgentCorePaginatorFactory
    {
        /// <summary>All sessions of a code interpreter, page by page.</summary>
        /// <param name="request">Which ones, and how many a page.</param>
        public Paginator<ListCodeInterpreterSessionsResponse> ListCodeInterpreterSessions(
            ListCodeInterpreterSessionsRequest request)
            => new(request, (page, stop)
                => _client.ListCodeInterpreterSessionsAsync((ListCodeInterpreterSessionsRequest)page, stop));
    }
}

namespace Amazon.BedrockAgentCore.Model
{
    /// <summary>
    /// The request of <c>ListCodeInterpreterSessions</c>: lists the sessions of a code interpreter, a page a call.
    /// </summary>
    [Route("POST", "/code-interpreters/{codeInterpreterIdentifier}/sessions/list")]
    public class ListCodeInterpreterSessionsRequest : AmazonBedrockAgentCoreRequest, IPaged
    {
        /// <summary>
        /// Id or ARN of the code interpreter; <c>aws.codeinterpreter.v1</c> is the one that every account has.
        /// Required.
        /// </summary>
        [InPath]
        public string? CodeInterpreterIdentifier { get; set; }

        /// <summary>At most so many entries a page; the service takes 10 when it is not given. 1 to 100.</summary>
        public int? MaxResults { get; set; }

        /// <summary>
        /// Where to go on: the token of the page before. Absent for the first page. 1 to 2048 characters.
        /// </summary>
        public string? NextToken { get; set; }

        /// <summary>Only sessions in this state; all when absent.</summary>
        public CodeInterpreterSessionStatus? Status { get; set; }
    }

    /// <summary>The response of <c>ListCodeInterpreterSessions</c>. A page of code interpreter sessions.</summary>
    public class ListCodeInterpreterSessionsResponse : AmazonWebServiceResponse, IPaged
    {
        /// <summary>The sessions of this page.</summary>
        public List<CodeInterpreterSessionSummary>? Items { get; set; }

        /// <summary>Where the next page begins; absent on the last page.</summary>
        public string? NextToken { get; set; }
    }
}
