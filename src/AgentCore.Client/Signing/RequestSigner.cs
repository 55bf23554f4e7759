using System.Globalization;
using AgentCore.Client.Runtime.Endpoints;
using Amazon.Runtime;
using Amazon.Runtime.Internal.Auth;
using Amazon.Util;

namespace AgentCore.Client.Signing;

/// <summary>
/// Signs a request that is not one of the generated operations: the upgrade of a stream, an operation of the emulator.
/// </summary>
/// <remarks>
/// The signature is the SDK's (<see cref="AWS4Signer"/>). The request to sign is put together here, since the SDK's
/// own helpers take the time from the machine's clock, add no security token to a presigned URL, and lack WebSockets.
/// </remarks>
public sealed class RequestSigner
{
    private const string Service = "bedrock-agentcore";

    private readonly ImmutableCredentials _credentials;
    private readonly string _region;
    private readonly string _host;

    /// <summary>Makes a signer.</summary>
    /// <param name="credentials">What to sign with.</param>
    /// <param name="region">The region to sign for.</param>
    /// <param name="endpoint">Where requests are sent; its host and port are signed.</param>
    /// <exception cref="AmazonClientException">The region is not valid.</exception>
    public RequestSigner(ImmutableCredentials credentials, string region, Uri endpoint)
    {
        _credentials = credentials ?? throw new ArgumentNullException(nameof(credentials));
        _region = region ?? throw new ArgumentNullException(nameof(region));
        RegionName.Check(region);
        _host = (endpoint ?? throw new ArgumentNullException(nameof(endpoint))).Authority;
    }

    /// <summary>Signs a request without a query.</summary>
    /// <param name="method">The HTTP method, such as <c>GET</c>.</param>
    /// <param name="path">The path as it is sent, percent-encoded.</param>
    /// <param name="body">The body as it is sent.</param>
    /// <param name="time">The time (UTC). The service accepts the signature for five minutes from then.</param>
    /// <returns>The headers to send, names in lower case, <c>host</c> among them. They are secrets.</returns>
    public IReadOnlyDictionary<string, string> Sign(string method, string path, byte[] body, DateTime time)
    {
        var headers = new SortedDictionary<string, string>(StringComparer.Ordinal)
        {
            ["host"] = _host,
            ["x-amz-date"] = CanonicalRequest.Stamp(time),
        };
        if (_credentials.UseToken)
        {
            headers["x-amz-security-token"] = _credentials.Token;
        }

        var bodyHash = AWSSDKUtils.ToHex(AWS4Signer.ComputeHash(body), lowercase: true);
        var result = Sign(new CanonicalRequest(method, path, [], headers, bodyHash), time);
        headers["authorization"] = result.ForAuthorizationHeader;
        return headers;
    }

    /// <summary>Signs the address of a GET request in its query.</summary>
    /// <param name="path">The path as it is sent, percent-encoded.</param>
    /// <param name="expires">How long the address is valid, in seconds.</param>
    /// <param name="time">The time (UTC) from which it is valid.</param>
    /// <returns>Path and query. They are a secret until the address expires.</returns>
    internal string Presign(string path, int expires, DateTime time)
    {
        var headers = new SortedDictionary<string, string>(StringComparer.Ordinal) { ["host"] = _host };
        var query = new List<KeyValuePair<string, string>>
        {
            new("X-Amz-Algorithm", AWS4Signer.AWS4AlgorithmTag),
            new("X-Amz-Credential", $"{_credentials.AccessKey}/{Scope(time)}"),
            new("X-Amz-Date", CanonicalRequest.Stamp(time)),
            new("X-Amz-Expires", expires.ToString(CultureInfo.InvariantCulture)),
            new("X-Amz-SignedHeaders", "host"),
        };
        if (_credentials.UseToken)
        {
            query.Add(new("X-Amz-Security-Token", _credentials.Token));
        }

        var request = new CanonicalRequest("GET", path, query, headers, AWS4Signer.EmptyBodySha256);
        query.Add(new("X-Amz-Signature", Sign(request, time).Signature));
        return path + "?" + CanonicalRequest.QueryOf(query);
    }

    private AWS4SigningResult Sign(CanonicalRequest request, DateTime time) =>
        AWS4Signer.ComputeSignature(
            _credentials, _region, time, Service, request.SignedHeaderNames, request.Text());

    private string Scope(DateTime time) =>
        $"{CanonicalRequest.Stamp(time).Substring(0, 8)}/{_region}/{Service}/aws4_request";

    /// <summary>A request in the canonical form of SigV4.</summary>
    private sealed record CanonicalRequest(
        string Method,
        string EncodedPath,
        IReadOnlyCollection<KeyValuePair<string, string>> Query,
        SortedDictionary<string, string> Headers,
        string BodyHash)
    {
        public string SignedHeaderNames => string.Join(";", Headers.Keys);

        public static string Stamp(DateTime time) =>
            time.ToUniversalTime().ToString(AWSSDKUtils.ISO8601BasicDateTimeFormat, CultureInfo.InvariantCulture);

        /// <summary>The query string in the order given.</summary>
        public static string QueryOf(IEnumerable<KeyValuePair<string, string>> query) =>
            string.Join("&", query.Select(p => Uri.EscapeDataString(p.Key) + "=" + Uri.EscapeDataString(p.Value)));

        public string Text()
        {
            var headers = string.Concat(Headers.Select(h => $"{h.Key}:{h.Value.Trim()}\n"));
            // The path is encoded once for the wire and a second time for the signature; all services but S3 want that.
            var path = string.Join("/", EncodedPath.Split('/').Select(Uri.EscapeDataString));
            var query = QueryOf(Query.OrderBy(p => p.Key, StringComparer.Ordinal));
            return $"{Method}\n{path}\n{query}\n{headers}\n{SignedHeaderNames}\n{BodyHash}";
        }
    }
}
