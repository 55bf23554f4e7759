using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Xunit;

namespace AgentCore.Tests.Client.Support;

/// <summary>Verifies a signature from the specification of SigV4 alone: nothing of the client or its SDK is used.</summary>
internal static class SigV4
{
    private const string Prefix = "AWS4-HMAC-SHA256 ";

    public static void AssertVerifies(CapturedRequest request, string accessKey, string secretKey, string region)
    {
        var authorization = request.Headers["authorization"];
        Assert.StartsWith(Prefix, authorization, StringComparison.Ordinal);
        var parts = authorization[Prefix.Length..].Split(", ").Select(p => p.Split('=', 2)).ToDictionary(p => p[0], p => p[1]);
        var stamp = request.Headers["x-amz-date"];
        var scope = $"{stamp.Substring(0, 8)}/{region}/bedrock-agentcore/aws4_request";
        Assert.Equal($"{accessKey}/{scope}", parts["Credential"]);

        var names = parts["SignedHeaders"].Split(';');
        Assert.Contains("host", names);
        Assert.Contains("x-amz-date", names);
        if (request.Headers.ContainsKey("x-amz-security-token"))
            Assert.Contains("x-amz-security-token", names);

        var canonical = string.Join(
            "\n",
            request.Method,
            DoubleEncodedPath(request.Url),
            SortedQuery(request.Url),
            string.Concat(names.Select(n => $"{n}:{HeaderValue(request, n)}\n")),
            parts["SignedHeaders"],
            Hex(SHA256.HashData(request.Body)));
        var toSign = string.Join("\n", "AWS4-HMAC-SHA256", stamp, scope, Hex(SHA256.HashData(Encoding.UTF8.GetBytes(canonical))));

        var key = Encoding.UTF8.GetBytes("AWS4" + secretKey);
        foreach (var step in scope.Split('/'))
            key = HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(step));
        Assert.Equal(Hex(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(toSign))), parts["Signature"]);
        Assert.True(IsRecent(stamp), $"Signed at {stamp}, which is not now.");
    }

    private static bool IsRecent(string stamp)
    {
        var time = DateTime.ParseExact(
            stamp, "yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal);
        return (DateTime.UtcNow - time).Duration() < TimeSpan.FromMinutes(5);
    }

    private static string HeaderValue(CapturedRequest request, string name)
        => (name == "host" && !request.Headers.ContainsKey(name) ? request.Url.Authority : request.Headers[name]).Trim();

    private static string DoubleEncodedPath(Uri url)
        => string.Join('/', RawPath(url).Split('/').Select(Uri.EscapeDataString));

    private static string RawPath(Uri url)
        => url.OriginalString.Substring(url.GetLeftPart(UriPartial.Authority).Length).Split('?')[0];

    private static string SortedQuery(Uri url)
    {
        var pairs = url.Query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries);
        return string.Join('&', pairs.Select(p => p.Contains('=') ? p : p + "=").Order(StringComparer.Ordinal));
    }

    private static string Hex(byte[] bytes) => Convert.ToHexString(bytes).ToLowerInvariant();
}
