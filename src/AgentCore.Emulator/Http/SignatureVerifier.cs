using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using AgentCore.Emulator.Core;

namespace AgentCore.Emulator.Http;

/// <summary>
/// Verifies the SigV4 signature of a request, in the Authorization header or in the query (presigned).
/// </summary>
/// <param name="accessKey">Access key of the emulator.</param>
/// <param name="secretKey">Its secret key.</param>
/// <param name="time">The clock.</param>
/// <param name="skew">
/// How far the time of a signature may be from the clock; <see cref="TimeSpan.MaxValue"/> for any time.
/// </param>
internal sealed class SignatureVerifier(string accessKey, string secretKey, TimeProvider time, TimeSpan skew)
{
    private SigningKey? _last;

    /// <summary>
    /// Checks what can be checked before the body is read: access key, scope, time and signed headers. The signature
    /// itself is verified later.
    /// </summary>
    /// <param name="headers">The request's headers.</param>
    /// <param name="query">The request's query.</param>
    /// <param name="rules">The service that the request must be signed for.</param>
    /// <exception cref="ServiceException">With status 403: why the request is not accepted.</exception>
    public SignedParts CheckHead(IHeaderDictionary headers, RawQuery query, SigningRules rules)
    {
        var parts = SignedParts.Parse(headers, query);
        if (!SameText(parts.AccessKey, accessKey))
        {
            throw ServiceErrors.UnknownAccessKey();
        }

        if (parts.Service != rules.Service || !parts.Timestamp.StartsWith(parts.Date, StringComparison.Ordinal))
        {
            throw ServiceErrors.InvalidSignature(
                $"The credential scope must name the day of the signing time and the service {rules.Service}.");
        }

        CheckSignedHeaders(headers, parts);
        CheckTime(parts, rules.LongestLifetime);
        return parts;
    }

    /// <summary>Verifies the signature over the whole request.</summary>
    /// <param name="request">The request.</param>
    /// <param name="parts">The result of <see cref="CheckHead"/>.</param>
    /// <param name="rules">The service that the request must be signed for.</param>
    /// <exception cref="ServiceException">With status 403: why the request is not accepted.</exception>
    public void Verify(RequestToVerify request, SignedParts parts, SigningRules rules)
    {
        var expected = CanonicalRequest.Sign(
            request, parts.SignedHeaders, parts.Timestamp, parts.Scope, SigningKeyOf(parts.Scope), rules);
        if (!SameText(parts.Signature, expected))
        {
            throw ServiceErrors.InvalidSignature(
                "The signature does not match: the secret key is wrong, or the request was changed after signing.");
        }

        var declared = request.Headers["x-amz-content-sha256"].ToString();
        var isUnsigned = rules.CanLeavePayloadUnsigned && declared == SigningRules.UnsignedPayload;
        if (declared.Length > 0
            && !isUnsigned
            && declared != CanonicalRequest.Hex(SHA256.HashData(request.Body.Span)))
        {
            throw ServiceErrors.InvalidSignature("x-amz-content-sha256 is not the SHA-256 of the body.");
        }
    }

    // Callers sign for one scope at a time, which changes once a day. Anybody may name another: one key is kept.
    private byte[] SigningKeyOf(string scope)
    {
        if (Volatile.Read(ref _last) is not { } key || key.Scope != scope)
        {
            key = new(scope, CanonicalRequest.SigningKey(scope, secretKey));
            Volatile.Write(ref _last, key);
        }

        return key.Key;
    }

    private void CheckTime(SignedParts parts, TimeSpan longest)
    {
        if (parts.Lifetime is { } lifetime && (lifetime <= TimeSpan.Zero || lifetime > longest))
        {
            throw ServiceErrors.InvalidSignature(
                $"X-Amz-Expires must be between 1 and {longest.TotalSeconds}, is {lifetime.TotalSeconds}.");
        }

        var now = time.GetUtcNow();
        var early = parts.SignedAt - now;
        if (early > skew)
        {
            throw NotNow("Signature not yet current", parts, now, $"may be {Seconds(skew)} ahead");
        }

        // A presigned address gets from the skew what is above the usual.
        var more = skew > EmulatorOptions.UsualClockSkew ? skew - EmulatorOptions.UsualClockSkew : TimeSpan.Zero;
        var late = parts.Lifetime is { } valid ? valid + more : skew;
        if (skew != TimeSpan.MaxValue && -early > late)
        {
            throw NotNow("Signature expired", parts, now, $"is valid for {Seconds(late)}");
        }
    }

    private static string Seconds(TimeSpan time) => string.Create(
        CultureInfo.InvariantCulture,
        $"{time.TotalSeconds} seconds");

    private static ServiceException NotNow(string what, SignedParts parts, DateTimeOffset now, string allowed) =>
        ServiceErrors.InvalidSignature(string.Create(
            CultureInfo.InvariantCulture,
            $"{what}: it was made at {parts.SignedAt:yyyy-MM-dd'T'HH:mm:ss'Z'} and {allowed}; "
            + $"the emulator's clock says {now:yyyy-MM-dd'T'HH:mm:ss'Z'}. Correct the clock of the caller and sign "
            + $"again, or start the emulator with a longer --clock-skew."));

    // A header that is not signed can be changed by others. Only the trace header may be left out: no AWS SDK signs it.
    private static void CheckSignedHeaders(IHeaderDictionary headers, SignedParts parts)
    {
        foreach (var (name, _) in headers)
        {
            if ((name.Equals("host", StringComparison.OrdinalIgnoreCase)
                    || name.StartsWith("x-amz", StringComparison.OrdinalIgnoreCase))
                && name.ToLowerInvariant() is var lower && lower != "x-amzn-trace-id"
                && !parts.SignedHeaders.Contains(lower))
            {
                throw ServiceErrors.InvalidSignature($"The header {lower} must be signed.");
            }
        }
    }

    private static bool SameText(string one, string other) =>
        CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(one), Encoding.UTF8.GetBytes(other));

    private sealed record SigningKey(string Scope, byte[] Key);
}

/// <summary>The parts of a signature, from the Authorization header or the query.</summary>
/// <param name="AccessKey">Access key of the signer.</param>
/// <param name="Date">Day of the credential scope, as yyyyMMdd.</param>
/// <param name="Region">Region of the credential scope.</param>
/// <param name="Service">Service of the credential scope.</param>
/// <param name="SignedHeaders">Names of the signed headers, lower case.</param>
/// <param name="Signature">The signature in hexadecimal.</param>
/// <param name="Timestamp">Signing time, such as 20260102T030405Z.</param>
/// <param name="Lifetime">How long a presigned request is valid; null for the header form.</param>
internal sealed record SignedParts(
    string AccessKey,
    string Date,
    string Region,
    string Service,
    string[] SignedHeaders,
    string Signature,
    string Timestamp,
    TimeSpan? Lifetime)
{
    private const string Algorithm = "AWS4-HMAC-SHA256";

    /// <summary>The credential scope, for which the signing key is derived.</summary>
    public string Scope => $"{Date}/{Region}/{Service}/aws4_request";

    /// <summary>Signing time.</summary>
    public DateTimeOffset SignedAt { get; } =
        DateTimeOffset.TryParseExact(
            Timestamp,
            "yyyyMMdd'T'HHmmss'Z'",
            CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal,
            out var time)
            ? time
            : throw ServiceErrors.IncompleteSignature("The signing time must be of the form 20260102T030405Z.");

    /// <summary>Parses the parts; from the query when it has an algorithm or a signature.</summary>
    /// <exception cref="ServiceException">The request is not signed, or a part is missing.</exception>
    public static SignedParts Parse(IHeaderDictionary headers, RawQuery query)
    {
        var authorization = headers.Authorization.ToString();
        if (authorization.Length > 0)
        {
            return FromHeader(authorization, headers["x-amz-date"].ToString());
        }

        return query.All("X-Amz-Algorithm").Length + query.All("X-Amz-Signature").Length > 0
            ? FromQuery(query)
            : throw ServiceErrors.NotSigned();
    }

    /// <summary>
    /// The service that a request says it is signed for; null when it does not say so. Nothing is verified.
    /// </summary>
    public static string? ServiceOf(IHeaderDictionary headers, RawQuery query)
    {
        var authorization = headers.Authorization.ToString();
        var credential = authorization.Length > 0
            ? authorization.Split("Credential=", 2).ElementAtOrDefault(1)?.Split(',', 2)[0]
            : query.Single("X-Amz-Credential");
        return credential?.Trim().Split('/').ElementAtOrDefault(3);
    }

    private static SignedParts FromHeader(string authorization, string timestamp)
    {
        if (!authorization.StartsWith(Algorithm + " ", StringComparison.Ordinal))
        {
            throw ServiceErrors.IncompleteSignature($"The Authorization header must begin with {Algorithm}.");
        }

        var parts = authorization[Algorithm.Length..]
            .Split(',', StringSplitOptions.TrimEntries)
            .Select(part => part.Split('=', 2))
            .Where(part => part.Length == 2)
            .ToLookup(part => part[0], part => part[1]);
        return Create(name => parts[name].FirstOrDefault(), timestamp, lifetime: null);
    }

    private static SignedParts FromQuery(RawQuery query)
    {
        if (query.Single("X-Amz-Algorithm") != Algorithm)
        {
            throw ServiceErrors.IncompleteSignature($"X-Amz-Algorithm must be {Algorithm}.");
        }

        var expires = query.Single("X-Amz-Expires");
        var seconds = int.TryParse(expires, NumberStyles.None, CultureInfo.InvariantCulture, out var given)
            ? given
            : throw ServiceErrors.IncompleteSignature("X-Amz-Expires must be given, in whole seconds.");
        var timestamp = query.Single("X-Amz-Date") ?? "";
        return Create(name => query.Single("X-Amz-" + name), timestamp, TimeSpan.FromSeconds(seconds));
    }

    private static SignedParts Create(Func<string, string?> part, string timestamp, TimeSpan? lifetime)
    {
        string Need(string name) => part(name) is { Length: > 0 } value
            ? value
            : throw ServiceErrors.IncompleteSignature($"The signature has no {name}.");

        return Need("Credential").Split('/') is [var accessKey, var date, var region, var service, "aws4_request"]
            ? new(
                accessKey,
                date,
                region,
                service,
                Need("SignedHeaders").Split(';'),
                Need("Signature"),
                timestamp,
                lifetime)
            : throw ServiceErrors.IncompleteSignature(
                "The credential must be of the form key/date/region/service/aws4_request.");
    }
}
