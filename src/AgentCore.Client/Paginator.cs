using System.Runtime.CompilerServices;
using AgentCore.Client.Transport;
using Amazon.Runtime;

namespace AgentCore.Client;

/// <summary>All pages of a list, each asked for when it is wanted.</summary>
/// <typeparam name="TResponse">The response type of the list operation.</typeparam>
public sealed class Paginator<TResponse>
    where TResponse : AmazonWebServiceResponse
{
    private readonly AgentCoreRequest _first;
    private readonly Func<AgentCoreRequest, CancellationToken, Task<TResponse>> _send;

    internal Paginator(AgentCoreRequest first, Func<AgentCoreRequest, CancellationToken, Task<TResponse>> send)
    {
        _first = first;
        _send = send;
    }

    /// <summary>
    /// The pages, from the one that the request names on. Reading them does not change the request; each reading
    /// begins anew, and <c>WithCancellation</c> gives it a token.
    /// </summary>
    /// <exception cref="RepeatedTokenException">The service gave a token a second time.</exception>
    public IAsyncEnumerable<TResponse> Responses => ReadAsync();

    private async IAsyncEnumerable<TResponse> ReadAsync(
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var request = _first.Copy();
        var paging = (IPaged)request;
        var seen = new HashSet<string>(StringComparer.Ordinal);
        do
        {
            if (!string.IsNullOrEmpty(paging.NextToken) && !seen.Add(paging.NextToken!))
                throw new RepeatedTokenException(typeof(TResponse).Name.Replace("Response", ""), seen.Count);

            var page = await _send(request, cancellationToken).ConfigureAwait(false);
            yield return page;
            paging.NextToken = ((IPaged)(object)page).NextToken;
        }
        while (!string.IsNullOrEmpty(paging.NextToken));
    }
}
