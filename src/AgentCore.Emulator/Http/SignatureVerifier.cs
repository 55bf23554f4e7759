using System.Security.Cryptography;
using System.Text;

namespace AgentCore.Emulator.Http;

/// <summary>Verifies the SigV4 signature of a request, in the Authorization header or presigned in the query.</summary>
internal sealed class SignatureVerifier(string accessKey, string secretKey, TimeProvider time)
{
    private const string Service = "bedrock-agentcore";
    private static readonly TimeSpan Skew = TimeSpan.FromMinutes(5);

    // The service presigns live views only, and for no longer than this.
    private static readonly TimeSpan LongestLifetime = TimeSpan.FromSeconds(300);

    /// <summary>
    /// Checks all that the request's head tells: who signed, for what, when, and which headers. It costs no body, so it comes
    /// before one is read. The signature itself is not yet verified.
    /// </summary>
    /// <exception cref="ServiceException">With status 403: why it is refused.</exception>
    public SignedParts CheckHead(IHeaderDictionary headers, RawQuery query)
    {
        var parts = SignedParts.Read(headers, query);
        if (!SameText(parts.AccessKey, accessKey))
        {
            throw ServiceErrors.UnknownAccessKey();
        }

        if (parts.Service != Service || !parts.Timestamp.StartsWith(parts.Date, StringComparison.Ordinal))
        {
            throw ServiceErrors.InvalidSignature(
                $"The credential scope must name the day of the signing time and the service {Service}.");
        }

        CheckSignedHeaders(headers, parts);
        CheckTime(parts);
        return parts;
    }

    /// <summary>Verifies the signature over the whole request.</summary>
    /// <param name="request">The request.</param>
    /// <param name="parts">What <see cref="CheckHead"/> gave for it.</param>
    /// <exception cref="ServiceException">With status 403: why it is refused.</exception>
    public void Verify(RequestToVerify request, SignedParts parts)
    {
        var expected = CanonicalRequest.Sign(request, parts.SignedHeaders, parts.Timestamp, parts.Scope, secretKey);
        if (!SameText(parts.Signature, expected))
        {
            throw ServiceErrors.InvalidSignature(
                "The signature does not match: the secret key is another one, or the request was changed after signing.");
        }

        var declared = request.Headers["x-amz-content-sha256"].ToString();
        if (declared.Length > 0 && declared != CanonicalRequest.Hex(SHA256.HashData(request.Body.Span)))
        {
            throw ServiceErrors.InvalidSignature("x-amz-content-sha256 is not the SHA-256 of the body.");
        }
    }

    private void CheckTime(SignedParts parts)
    {
        var now = time.GetUtcNow();
        if (parts.SignedAt > now + Skew)
        {
            throw ServiceErrors.InvalidSignature(
                $"Signature not yet current: it was made at {parts.Timestamp}, more than 5 minutes from now.");
        }

        if (parts.Lifetime is { } lifetime && (lifetime <= TimeSpan.Zero || lifetime > LongestLifetime))
        {
            throw ServiceErrors.InvalidSignature(
                $"X-Amz-Expires must be between 1 and {LongestLifetime.TotalSeconds}, is {lifetime.TotalSeconds}.");
        }

        if (parts.SignedAt + (parts.Lifetime ?? Skew) < now)
        {
            throw ServiceErrors.InvalidSignature(
                $"Signature expired: it was made at {parts.Timestamp} and is no longer valid.");
        }
    }

    // What is not signed can be changed on the way. The trace header alone may differ: every AWS SDK leaves it out.
    private static void CheckSignedHeaders(IHeaderDictionary headers, SignedParts parts)
    {
        var missing = headers.Keys
            .Select(name => name.ToLowerInvariant())
            .Where(name => name == "host" || (name.StartsWith("x-amz", StringComparison.Ordinal) && name != "x-amzn-trace-id"))
            .Except(parts.SignedHeaders)
            .FirstOrDefault();
        if (missing is not null)
        {
            throw ServiceErrors.InvalidSignature($"The header {missing} must be signed.");
        }
    }

    private static bool SameText(string one, string other) =>
        CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(one), Encoding.UTF8.GetBytes(other));
}
