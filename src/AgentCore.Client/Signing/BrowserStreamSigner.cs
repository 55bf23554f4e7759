using System.Globalization;
using AgentCore.Client.Runtime.Endpoints;
using Amazon.Runtime;
using Amazon.Runtime.Internal.Auth;
using Amazon.Util;

namespace AgentCore.Client.Signing;

/// <summary>
/// Signs the two streams of a browser session: the live view as a presigned URL, automation as headers of the
/// WebSocket's upgrade request.
/// </summary>
/// <remarks>
/// The signature is the SDK's (<see cref="AWS4Signer"/>). The request to sign is put together here, since the SDK's
/// own helpers take the time from the machine's clock, add no security token to a presigned URL, and lack WebSockets.
/// </remarks>
public sealed class BrowserStreamSigner
{
    /// <summary>The longest time that a live-view URL may be valid for, in seconds.</summary>
    public const int LongestExpiry = 300;

    private const string Service = "bedrock-agentcore";
    private const string EmptyBodyHash = AWS4Signer.EmptyBodySha256;

    private readonly ImmutableCredentials _credentials;
    private readonly string _region;
    private readonly Uri _endpoint;
    private readonly Func<DateTime> _clock;

    /// <summary>Makes a signer.</summary>
    /// <param name="credentials">What to sign with.</param>
    /// <param name="region">The region to sign for.</param>
    /// <param name="endpoint">The data plane's endpoint; the region's own when null.</param>
    /// <param name="clock">The time (UTC); the machine's when null.</param>
    /// <exception cref="AmazonClientException">The region is not valid.</exception>
    public BrowserStreamSigner(
        ImmutableCredentials credentials, string region, Uri? endpoint = null, Func<DateTime>? clock = null)
    {
        _credentials = credentials ?? throw new ArgumentNullException(nameof(credentials));
        _region = region ?? throw new ArgumentNullException(nameof(region));
        RegionName.Check(region);
        _endpoint = endpoint ?? new Uri(new EndpointRules(Service).Resolve(region, false, false, null));
        _clock = clock ?? (() => DateTime.UtcNow);
    }

    /// <summary>Makes a live-view URL that anyone can open until it expires. It is a secret until then.</summary>
    /// <param name="browserIdentifier">Id or ARN of the browser.</param>
    /// <param name="sessionId">Id of the session.</param>
    /// <param name="expires">How long the URL is valid, in seconds: 1 to 300.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="expires"/> is not within 1 to 300.</exception>
    /// <exception cref="ArgumentException">An identifier is empty, '.' or '..'.</exception>
    public Uri PresignLiveView(string browserIdentifier, string sessionId, int expires = LongestExpiry)
    {
        if (expires is < 1 or > LongestExpiry)
        {
            throw new ArgumentOutOfRangeException(
                nameof(expires), expires, $"A live-view URL can be valid for 1 to {LongestExpiry} seconds.");
        }

        var path = PathOf(browserIdentifier, sessionId, "live-view");
        var time = _clock();
        var headers = new SortedDictionary<string, string>(StringComparer.Ordinal) { ["host"] = HostHeader };
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

        var signature = Sign(new CanonicalRequest(path, query, headers, EmptyBodyHash), time).Signature;
        query.Add(new("X-Amz-Signature", signature));
        return new Uri(_endpoint.GetLeftPart(UriPartial.Authority) + path + "?" + CanonicalRequest.QueryOf(query));
    }

    /// <summary>Signs the upgrade request of the automation stream.</summary>
    /// <param name="browserIdentifier">Id or ARN of the browser.</param>
    /// <param name="sessionId">Id of the session.</param>
    /// <returns>The address, and the headers to send with the upgrade request.</returns>
    /// <exception cref="ArgumentException">An identifier is empty, '.' or '..'.</exception>
    public SignedStream SignAutomation(string browserIdentifier, string sessionId)
    {
        var path = PathOf(browserIdentifier, sessionId, "automation");
        var time = _clock();
        var headers = new SortedDictionary<string, string>(StringComparer.Ordinal)
        {
            ["host"] = HostHeader,
            ["x-amz-date"] = CanonicalRequest.Stamp(time),
        };
        if (_credentials.UseToken)
        {
            headers["x-amz-security-token"] = _credentials.Token;
        }

        var result = Sign(new CanonicalRequest(path, [], headers, EmptyBodyHash), time);
        headers["authorization"] = result.ForAuthorizationHeader;
        var scheme = _endpoint.Scheme == Uri.UriSchemeHttp ? "ws" : "wss";
        return new SignedStream(new Uri($"{scheme}://{_endpoint.Authority}{path}"), headers, time);
    }

    private string HostHeader => _endpoint.Authority;

    private AWS4SigningResult Sign(CanonicalRequest request, DateTime time) =>
        AWS4Signer.ComputeSignature(
            _credentials, _region, time, Service, request.SignedHeaderNames, request.Text());

    private string Scope(DateTime time) =>
        $"{CanonicalRequest.Stamp(time).Substring(0, 8)}/{_region}/{Service}/aws4_request";

    private string PathOf(string browserIdentifier, string sessionId, string stream)
    {
        var root = _endpoint.AbsolutePath.TrimEnd('/');
        return $"{root}/browser-streams/{Label(browserIdentifier, nameof(browserIdentifier))}"
            + $"/sessions/{Label(sessionId, nameof(sessionId))}/{stream}";
    }

    private static string Label(string value, string name)
    {
        if (string.IsNullOrEmpty(value))
        {
            throw new ArgumentException("An identifier must not be empty.", name);
        }

        // Dots are not percent-encoded, and URL libraries resolve these two: another path would be called.
        if (value is "." or "..")
        {
            throw new ArgumentException($"'{value}' is not an identifier.", name);
        }

        return Uri.EscapeDataString(value);
    }

    /// <summary>A GET request in the canonical form of SigV4.</summary>
    private sealed record CanonicalRequest(
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
            return $"GET\n{path}\n{query}\n{headers}\n{SignedHeaderNames}\n{BodyHash}";
        }
    }
}

/// <summary>A WebSocket address and the headers to open it with.</summary>
/// <param name="Url">The <c>wss:</c> address (<c>ws:</c> for an endpoint without TLS).</param>
/// <param name="Headers">The signed headers, names in lower case, <c>host</c> among them. They are secrets.</param>
/// <param name="SignedAt">When they were signed (UTC). The service accepts them for five minutes from then.</param>
public sealed record SignedStream(Uri Url, IReadOnlyDictionary<string, string> Headers, DateTime SignedAt)
{
    /// <summary>The address alone: headers must not reach a log.</summary>
    public override string ToString() => Url.ToString();
}
