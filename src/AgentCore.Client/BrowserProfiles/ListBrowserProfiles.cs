using AgentCore.Client;
using AgentCore.Client.Transport;
using Amazon.BedrockAgentCoreControl.Model;
using Amazon.Runtime;

namespace Amazon.BedrockAgentCoreControl
{
    public partial interface IAmazonBedrockAgentCoreControl
    {
        /// <summary>Lists the browser profiles, a page a call.</summary>
        /// <param name="request">What is asked for.</param>
        /// <param name="cancellationToken">Ends the call early.</param>
        /// <returns>A page of browser profiles.</returns>
        /// <exception cref="AccessDeniedException">Not allowed (403).</exception>
        /// <exception cref="ValidationException">A rule of the API is broken (400).</exception>
        /// <exception cref="ThrottlingException">Too many requests (429).</exception>
        /// <exception cref="InternalServerException">The service failed (500).</exception>
        Task<ListBrowserProfilesResponse> ListBrowserProfilesAsync(
            ListBrowserProfilesRequest request, CancellationToken cancellationToken = default);
    }

    public partial class AmazonBedrockAgentCoreControlClient
    {
        /// <inheritdoc/>
        public Task<ListBrowserProfilesResponse> ListBrowserProfilesAsync(
            ListBrowserProfilesRequest request, CancellationToken cancellationToken = default)
            => SendAsync<ListBrowserProfilesResponse>(request, cancellationToken);
    }

    public partial class BedrockAgentCoreControlPaginatorFactory
    {
        /// <summary>All browser profiles, page by page.</summary>
        /// <param name="request">Which ones, and how many a page.</param>
        public Paginator<ListBrowserProfilesResponse> ListBrowserProfiles(ListBrowserProfilesRequest request)
            => new(request, (page, stop) => _client.ListBrowserProfilesAsync((ListBrowserProfilesRequest)page, stop));
    }
}

namespace Amazon.BedrockAgentCoreControl.Model
{
    /// <summary>The request of <c>ListBrowserProfiles</c>: lists the browser profiles, a page a call.</summary>
    [Route("POST", "/browser-profiles")]
    public class ListBrowserProfilesRequest : AmazonBedrockAgentCoreControlRequest, IPaged
    {
        /// <summary>At most so many entries a page; the service takes 10 when it is not given. 1 to 100.</summary>
        [InQuery("maxResults")]
        public int? MaxResults { get; set; }

        /// <summary>
        /// Where to go on: the token of the page before. Absent for the first page. 1 to 2048 characters.
        /// </summary>
        [InQuery("nextToken")]
        public string? NextToken { get; set; }

        /// <summary>Only profiles of this name.</summary>
        public string? Name { get; set; }
    }

    /// <summary>The response of <c>ListBrowserProfiles</c>. A page of browser profiles.</summary>
    public class ListBrowserProfilesResponse : AmazonWebServiceResponse, IPaged
    {
        /// <summary>The browser profiles of this page.</summary>
        public List<BrowserProfileSummary>? ProfileSummaries { get; set; }

        /// <summary>Where the next page begins; absent on the last page.</summary>
        public string? NextToken { get; set; }
    }
}
