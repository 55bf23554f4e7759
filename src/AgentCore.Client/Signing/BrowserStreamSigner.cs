using AgentCore.Client.Runtime.Endpoints;
using Amazon.Runtime;

namespace AgentCore.Client.Signing;

/// <summary>
/// Signs the two streams of a browser session: the live view as a presigned URL, automation as headers of the
/// WebSocket's upgrade request.
/// </summary>
public sealed class BrowserStreamSigner
{
    /// <summary>The longest time that a live-view URL may be valid for, in seconds.</summary>
    public const int LongestExpiry = 300;

    private const string Service = "bedrock-agentcore";

    private readonly RequestSigner _requests;
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
        if (region is null)
        {
            throw new ArgumentNullException(nameof(region));
        }

        _endpoint = endpoint ?? new Uri(new EndpointRules(Service).Resolve(region, false, false, null));
        _requests = new RequestSigner(credentials, region, _endpoint);
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
        return new Uri(_endpoint.GetLeftPart(UriPartial.Authority) + _requests.Presign(path, expires, _clock()));
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
        var headers = _requests.Sign("GET", path, [], time);
        var scheme = _endpoint.Scheme == Uri.UriSchemeHttp ? "ws" : "wss";
        return new SignedStream(new Uri($"{scheme}://{_endpoint.Authority}{path}"), headers, time);
    }

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
