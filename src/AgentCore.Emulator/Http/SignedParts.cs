using System.Globalization;

namespace AgentCore.Emulator.Http;

/// <summary>What a request says of its signature, be it in the Authorization header or in the query.</summary>
/// <param name="AccessKey">Who signed.</param>
/// <param name="Date">Day of the credential scope, as yyyyMMdd.</param>
/// <param name="Region">Region of the credential scope.</param>
/// <param name="Service">Service of the credential scope.</param>
/// <param name="SignedHeaders">Names of the signed headers, lower case.</param>
/// <param name="Signature">The signature in hexadecimal.</param>
/// <param name="Timestamp">When it was signed, as written.</param>
/// <param name="Lifetime">How long a presigned request lives; null for the header form.</param>
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

    /// <summary>What the key of this day, region and service is derived for.</summary>
    public string Scope => $"{Date}/{Region}/{Service}/aws4_request";

    /// <summary>When it was signed.</summary>
    public DateTimeOffset SignedAt { get; } =
        DateTimeOffset.TryParseExact(
            Timestamp,
            "yyyyMMdd'T'HHmmss'Z'",
            CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal,
            out var time)
            ? time
            : throw ServiceErrors.IncompleteSignature("The signing time must be of the form 20260102T030405Z.");

    /// <summary>Reads the parts; the query form is taken when the query names an algorithm or a signature.</summary>
    /// <exception cref="ServiceException">Not signed, or a part is missing.</exception>
    public static SignedParts Read(IHeaderDictionary headers, RawQuery query)
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
        return Make(name => parts[name].FirstOrDefault(), timestamp, lifetime: null);
    }

    private static SignedParts FromQuery(RawQuery query)
    {
        if (query.Single("X-Amz-Algorithm") != Algorithm)
        {
            throw ServiceErrors.IncompleteSignature($"X-Amz-Algorithm must be {Algorithm}.");
        }

        var seconds = int.TryParse(query.Single("X-Amz-Expires"), NumberStyles.None, CultureInfo.InvariantCulture, out var given)
            ? given
            : throw ServiceErrors.IncompleteSignature("X-Amz-Expires must be given, in whole seconds.");
        return Make(name => query.Single("X-Amz-" + name), query.Single("X-Amz-Date") ?? "", TimeSpan.FromSeconds(seconds));
    }

    private static SignedParts Make(Func<string, string?> part, string timestamp, TimeSpan? lifetime)
    {
        string Need(string name) => part(name) is { Length: > 0 } value
            ? value
            : throw ServiceErrors.IncompleteSignature($"The signature has no {name}.");

        return Need("Credential").Split('/') is [var accessKey, var date, var region, var service, "aws4_request"]
            ? new(accessKey, date, region, service, Need("SignedHeaders").Split(';'), Need("Signature"), timestamp, lifetime)
            : throw ServiceErrors.IncompleteSignature(
                "The credential must be of the form key/date/region/service/aws4_request.");
    }
}
