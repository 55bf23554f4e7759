using System.Globalization;
using Xunit;

namespace Tests.Client.Support;

/// <summary>
/// Verifies a signature from the specification of SigV4 alone: nothing of the client or its SDK is used.
/// </summary>
internal static class SigV4
{
    private const string Prefix = "AWS4-HMAC-SHA256 ";

    public static void AssertVerifies(CapturedRequest request, string accessKey, string secretKey, string region)
    {
        var authorization = request.Headers["authorization"];
        Assert.StartsWith(Prefix, authorization, StringComparison.Ordinal);
        var parts =
            authorization[Prefix.Length..].Split(", ").Select(p => p.Split('=', 2)).ToDictionary(p => p[0], p => p[1]);
        var stamp = request.Headers["x-amz-date"];
        var scope = $"{stamp.Substring(0, 8)}/{region}/bedrock-agentcore/aws4_request";
        Assert.Equal($"{accessKey}/{scope}", parts["Credential"]);

        var names = parts["SignedHeaders"].Split(';');
        Assert.Contains("host", names);
        Assert.Contains("x-amz-date", names);
        if (request.Headers.ContainsKey("x-amz-security-token"))
        {
            Assert.Contains("x-amz-security-token", names);
        }

        var expected = SignatureV4.Compute(
            secretKey,
            stamp,
            scope,
            request.Method,
            RawPath(request.Url),
            request.Url.Query,
            [.. names.Select(name => KeyValuePair.Create(name, HeaderValue(request, name)))],
            request.Body);
        Assert.Equal(expected, parts["Signature"]);
        Assert.True(IsRecent(stamp), $"Signed at {stamp}, which is not now.");
    }

    private static bool IsRecent(string stamp)
    {
        var time = DateTime.ParseExact(
            stamp, "yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal);
        return (DateTime.UtcNow - time).Duration() < TimeSpan.FromMinutes(5);
    }

    private static string HeaderValue(CapturedRequest request, string name) =>
        name == "host" && !request.Headers.ContainsKey(name) ? request.Url.Authority : request.Headers[name];

    private static string RawPath(Uri url) =>
        url.OriginalString.Substring(url.GetLeftPart(UriPartial.Authority).Length).Split('?')[0];
}
