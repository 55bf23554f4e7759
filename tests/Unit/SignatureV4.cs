using System.Security.Cryptography;
using System.Text;

namespace Tests;

/// <summary>
/// The signature of a request, from the specification of SigV4 alone: nothing of the client, the emulator or an SDK is
/// used. See https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html.
/// </summary>
internal static class SignatureV4
{
    /// <summary>The signature, in hexadecimal.</summary>
    /// <param name="secretKey">Secret key that signs.</param>
    /// <param name="stamp">Signing time, such as 20260102T030405Z.</param>
    /// <param name="scope">Day, region, service and aws4_request.</param>
    /// <param name="method">HTTP method.</param>
    /// <param name="path">Path as it is on the wire.</param>
    /// <param name="query">Query as it is on the wire.</param>
    /// <param name="headers">Headers that are signed, in the order of their names.</param>
    /// <param name="body">The body.</param>
    public static string Compute(
        string secretKey,
        string stamp,
        string scope,
        string method,
        string path,
        string query,
        IReadOnlyCollection<KeyValuePair<string, string>> headers,
        byte[] body)
    {
        var canonical = string.Join(
            "\n",
            method,
            string.Join('/', path.Split('/').Select(Uri.EscapeDataString)),
            Sorted(query),
            string.Concat(headers.Select(header => $"{header.Key}:{header.Value.Trim()}\n")),
            string.Join(';', headers.Select(header => header.Key)),
            Hex(SHA256.HashData(body)));
        var text = $"AWS4-HMAC-SHA256\n{stamp}\n{scope}\n{Hex(SHA256.HashData(Encoding.UTF8.GetBytes(canonical)))}";
        var key = Encoding.UTF8.GetBytes("AWS4" + secretKey);
        foreach (var step in scope.Split('/').Append(text))
        {
            key = HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(step));
        }

        return Hex(key);
    }

    private static string Sorted(string query) => string.Join('&', query
        .TrimStart('?')
        .Split('&', StringSplitOptions.RemoveEmptyEntries)
        .Select(pair => pair.Contains('=') ? pair : pair + "=")
        .Order(StringComparer.Ordinal));

    private static string Hex(byte[] bytes) => Convert.ToHexString(bytes).ToLowerInvariant();
}
