using AgentCore.Client;
using AgentCore.Client.Transport;
using Amazon.BedrockAgentCore.Model;
using Amazon.Runtime;

namespace Amazon.BedrockAgentCore
{
    public partial interface IAmazonBedrockAgentCore
    {
        /// <summary>Lists the sessions of a browser, a page a call.</summary>
        /// <param name="request">What is asked for.</param>
        /// <param name="cancellationToken">Ends the call early.</param>
        /// <returns>A page of browser sessions.</returns>
        /// <exception cref="AccessDeniedException">Not allowed (403).</exception>
        /// <exception cref="ValidationException">A rule of the API is broken (400).</exception>
        /// <exception cref="ResourceNotFoundException">No such resource (404).</exception>
        /// <exception cref="ThrottlingException">Too many requests (429).</exception>
        /// <exception cref="InternalServerException">The service failed (500).</exception>
        Task<ListBrowserSessionsResponse> ListBrowserSessionsAsync(
            ListBrowserSessionsRequest request, CancellationToken cancellationToken = default);
    }

    public partial class AmazonBedrockAgentCoreClient
    {
        /// <inheritdoc/>
        public Task<ListBrowserSessionsResponse> ListBrowserSessionsAsync(
            ListBrowserSessionsRequest request, CancellationToken cancellationToken = default)
            => SendAsync<ListBrowserSessionsResponse>(request, cancellationToken);
    }

    public partial class BedrockAgentCorePaginatorFactory
    {
        /// <summary>All sessions of a browser, page by page.</summary>
        /// <param name="request">Which ones, and how many a page.</param>
        public Paginator<ListBrowserSessionsResponse> ListBrowserSessions(ListBrowserSessionsRequest request)
            => new(request, (page, stop) => _client.ListBrowserSessionsAsync((ListBrowserSessionsRequest)page, stop));
    }
}

namespace Amazon.BedrockAgentCore.Model
{
    /// <summary>The request of <c>ListBrowserSessions</c>: lists the sessions of a browser, a page a call.</summary>
    [Route("POST", "/browsers/{browserIdentifier}/sessions/list")]
    public class ListBrowserSessionsRequest : AmazonBedrockAgentCoreRequest, IPaged
    {
        /// <summary>
        /// Id or ARN of the browser; <c>aws.browser.v1</c> is the one that every account has. Required.
        /// </summary>
        [InPath]
        public string? BrowserIdentifier { get; set; }

        /// <summary>At most so many entries a page; the service takes 10 when it is not given. 1 to 100.</summary>
        public int? MaxResults { get; set; }

        /// <summary>
        /// Where to go on: the token of the page before. Absent for the first page. 1 to 2048 characters.
        /// </summary>
        public string? NextToken { get; set; }

        /// <summary>Only sessions in this state; all when absent.</summary>
        public BrowserSessionStatus? Status { get; set; }
    }

    /// <summary>The response of <c>ListBrowserSessions</c>. A page of browser sessions.</summary>
    public class ListBrowserSessionsResponse : AmazonWebServiceResponse, IPaged
    {
        /// <summary>The sessions of this page.</summary>
        public List<BrowserSessionSummary>? Items { get; set; }

        /// <summary>Where the next page begins; absent on the last page.</summary>
        public string? NextToken { get; set; }
    }
}
