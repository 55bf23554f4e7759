using System.Globalization;
using AgentCore.Client.Transport;
using Amazon.Runtime;
using Amazon.Runtime.Internal.Auth;

namespace Amazon.BedrockAgentCore.Signing;

/// <summary>
/// Signs the two streams of a browser session: the live view as a presigned URL, automation as headers of the
/// WebSocket's upgrade request.
/// </summary>
/// <remarks>
/// The signature is the SDK's (<see cref="AWS4Signer"/>). What is signed is put together here, since the SDK's own
/// helpers take the time from the machine's clock, add no security token to a presigned URL, and know no WebSockets.
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
    /// <exception cref="AmazonClientException">The region is not of the form of a region.</exception>
    public BrowserStreamSigner(
        ImmutableCredentials credentials, string region, Uri? endpoint = null, Func<DateTime>? clock = null)
    {
        ArgumentNullException.ThrowIfNull(credentials);
        ArgumentNullException.ThrowIfNull(region);
        EndpointRules.CheckRegion(region);
        _credentials = credentials;
        _region = region;
        _endpoint = endpoint ?? new Uri(new EndpointRules(Service).Resolve(region, false, false, null));
        _clock = clock ?? (() => DateTime.UtcNow);
    }

    /// <summary>Makes a live-view URL that anyone can open until it expires. It is a secret until then.</summary>
    /// <param name="browserIdentifier">Id or ARN of the browser.</param>
    /// <param name="sessionId">Id of the session.</param>
    /// <param name="expires">How long the URL is valid, in seconds: 1 to 300.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="expires"/> is not within 1 to 300.</exception>
    /// <exception cref="ArgumentException">An identifier is empty or no identifier.</exception>
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
            new("X-Amz-Date", SignedRequest.Stamp(time)),
            new("X-Amz-Expires", expires.ToString(CultureInfo.InvariantCulture)),
            new("X-Amz-SignedHeaders", "host"),
        };
        if (_credentials.UseToken)
            query.Add(new("X-Amz-Security-Token", _credentials.Token));

        var signature = Sign(new SignedRequest(path, query, headers, EmptyBodyHash), time).Signature;
        query.Add(new("X-Amz-Signature", signature));
        return new Uri(_endpoint.GetLeftPart(UriPartial.Authority) + path + "?" + SignedRequest.QueryOf(query));
    }

    /// <summary>Signs the upgrade request of the automation stream.</summary>
    /// <param name="browserIdentifier">Id or ARN of the browser.</param>
    /// <param name="sessionId">Id of the session.</param>
    /// <returns>The address, and the headers to send with the upgrade request.</returns>
    /// <exception cref="ArgumentException">An identifier is empty or no identifier.</exception>
    public SignedStream SignAutomation(string browserIdentifier, string sessionId)
    {
        var path = PathOf(browserIdentifier, sessionId, "automation");
        var time = _clock();
        var headers = new SortedDictionary<string, string>(StringComparer.Ordinal)
        {
            ["host"] = HostHeader,
            ["x-amz-date"] = SignedRequest.Stamp(time),
        };
        if (_credentials.UseToken)
            headers["x-amz-security-token"] = _credentials.Token;

        var result = Sign(new SignedRequest(path, [], headers, EmptyBodyHash), time);
        headers["authorization"] = result.ForAuthorizationHeader;
        var scheme = _endpoint.Scheme == Uri.UriSchemeHttp ? "ws" : "wss";
        return new SignedStream(new Uri($"{scheme}://{_endpoint.Authority}{path}"), headers, time);
    }

    private string HostHeader => _endpoint.Authority;

    private AWS4SigningResult Sign(SignedRequest request, DateTime time)
        => AWS4Signer.ComputeSignature(
            _credentials, _region, time, Service, request.SignedHeaderNames, request.CanonicalForm());

    private string Scope(DateTime time)
        => $"{SignedRequest.Stamp(time).Substring(0, 8)}/{_region}/{Service}/aws4_request";

    private string PathOf(string browserIdentifier, string sessionId, string stream)
    {
        var root = _endpoint.AbsolutePath.TrimEnd('/');
        return $"{root}/browser-streams/{Label(browserIdentifier, nameof(browserIdentifier))}"
            + $"/sessions/{Label(sessionId, nameof(sessionId))}/{stream}";
    }

    private static string Label(string value, string name)
    {
        if (string.IsNullOrEmpty(value))
            throw new ArgumentException("An identifier must not be empty.", name);
        // Dots are not percent-encoded, and URL libraries resolve these two away.
        if (value is "." or "..")
            throw new ArgumentException($"'{value}' is not an identifier.", name);
        return Uri.EscapeDataString(value);
    }
}
