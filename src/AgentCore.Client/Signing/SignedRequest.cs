using System.Globalization;
using Amazon.Util;

namespace Amazon.BedrockAgentCore.Signing;

/// <summary>A GET request in the form that SigV4 signs.</summary>
internal sealed record SignedRequest(
    string EncodedPath,
    IReadOnlyCollection<KeyValuePair<string, string>> Query,
    SortedDictionary<string, string> Headers,
    string BodyHash)
{
    public string SignedHeaderNames => string.Join(";", Headers.Keys);

    public static string Stamp(DateTime time)
        => time.ToUniversalTime().ToString(AWSSDKUtils.ISO8601BasicDateTimeFormat, CultureInfo.InvariantCulture);

    /// <summary>The query string in the order given.</summary>
    public static string QueryOf(IEnumerable<KeyValuePair<string, string>> query)
        => string.Join("&", query.Select(p => Uri.EscapeDataString(p.Key) + "=" + Uri.EscapeDataString(p.Value)));

    public string CanonicalForm()
    {
        var headers = string.Concat(Headers.Select(h => $"{h.Key}:{h.Value.Trim()}\n"));
        // The path is encoded once for the wire and a second time for the signature; all services but S3 want that.
        var path = string.Join("/", EncodedPath.Split('/').Select(Uri.EscapeDataString));
        var query = QueryOf(Query.OrderBy(p => p.Key, StringComparer.Ordinal));
        return $"GET\n{path}\n{query}\n{headers}\n{SignedHeaderNames}\n{BodyHash}";
    }
}
