using AgentCore.Client;
using AgentCore.Client.Transport;
using Amazon.BedrockAgentCoreControl.Model;
using Amazon.Runtime;

namespace Amazon.BedrockAgentCoreControl
{
    public partial interface IAmazonBedrockAgentCoreControl
    {
        /// <summary>Lists the code interpreters, a page a call.</summary>
        /// <param name="request">What is asked for.</param>
        /// <param name="cancellationToken">Ends the call early.</param>
        /// <returns>A page of code interpreters.</returns>
        /// <exception cref="AccessDeniedException">Not allowed (403).</exception>
        /// <exception cref="ValidationException">A rule of the API is broken (400).</exception>
        /// <exception cref="ThrottlingException">Too many requests (429).</exception>
        /// <exception cref="InternalServerException">The service failed (500).</exception>
        Task<ListCodeInterpretersResponse> ListCodeInterpretersAsync(
            ListCodeInterpretersRequest request, CancellationToken cancellationToken = default);
    }

    public partial class AmazonBedrockAgentCoreControlClient
    {
        /// <inheritdoc/>
        public Task<ListCodeInterpretersResponse> ListCodeInterpretersAsync(
            ListCodeInterpretersRequest request, CancellationToken cancellationToken = default)
            => SendAsync<ListCodeInterpretersResponse>(request, cancellationToken);
    }

    public partial class BedrockAgentCoreControlPaginatorFactory
    {
        /// <summary>All code interpreters, page by page.</summary>
        /// <param name="request">Which ones, and how many a page.</param>
        public Paginator<ListCodeInterpretersResponse> ListCodeInterpreters(ListCodeInterpretersRequest request)
            => new(request, (page, stop) => _client.ListCodeInterpretersAsync((ListCodeInterpretersRequest)page, stop));
    }
}

namespace Amazon.BedrockAgentCoreControl.Model
{
    /// <summary>The request of <c>ListCodeInterpreters</c>: lists the code interpreters, a page a call.</summary>
    [Route("POST", "/code-interpreters")]
    public class ListCodeInterpretersRequest : AmazonBedrockAgentCoreControlRequest, IPaged
    {
        /// <summary>At most so many entries a page; the service takes 10 when it is not given. 1 to 100.</summary>
        [InQuery("maxResults")]
        public int? MaxResults { get; set; }

        /// <summary>
        /// Where to go on: the token of the page before. Absent for the first page. 1 to 2048 characters.
        /// </summary>
        [InQuery("nextToken")]
        public string? NextToken { get; set; }

        /// <summary>Only the ones of the service (SYSTEM) or only your own (CUSTOM); both when absent.</summary>
        [InQuery("type")]
        public ResourceType? Type { get; set; }
    }

    /// <summary>The response of <c>ListCodeInterpreters</c>. A page of code interpreters.</summary>
    public class ListCodeInterpretersResponse : AmazonWebServiceResponse, IPaged
    {
        /// <summary>The code interpreters of this page.</summary>
        public List<CodeInterpreterSummary>? CodeInterpreterSummaries { get; set; }

        /// <summary>Where the next page begins; absent on the last page.</summary>
        public string? NextToken { get; set; }
    }
}
