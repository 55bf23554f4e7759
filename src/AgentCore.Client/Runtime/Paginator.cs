using System.Runtime.CompilerServices;
using AgentCore.Client.Runtime.Marshalling;
using Amazon.Runtime;

namespace AgentCore.Client.Runtime;

/// <summary>All pages of a list, each requested when it is read.</summary>
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
    /// The pages, from the one that the request names. Reading them does not change the request; each reading starts
    /// again, and <c>WithCancellation</c> gives it a token.
    /// </summary>
    /// <exception cref="RepeatedTokenException">The service repeated a token.</exception>
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
            {
                throw new RepeatedTokenException(request.Operation.Name, seen.Count);
            }

            var page = await _send(request, cancellationToken).ConfigureAwait(false);
            yield return page;
            paging.NextToken = ((IPaged)(object)page).NextToken;
        }
        while (!string.IsNullOrEmpty(paging.NextToken));
    }
}

/// <summary>The service repeated a page token, so that reading the list would never end.</summary>
public sealed class RepeatedTokenException : AmazonClientException
{
    internal RepeatedTokenException(string operation, int pages)
        : base($"{operation} repeated a page token after {pages} pages; the rest of the list cannot be read.")
    {
    }
}

/// <summary>A list request that can start at any page, or a page that says where the next one starts.</summary>
internal interface IPaged
{
    /// <summary>The token of the (next) page; null for the first, or after the last.</summary>
    string? NextToken { get; set; }
}
