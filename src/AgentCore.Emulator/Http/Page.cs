using System.Security.Cryptography;
using System.Text;

namespace AgentCore.Emulator.Http;

/// <summary>One page of a list.</summary>
/// <param name="Items">The items, newest first.</param>
/// <param name="NextToken">Token of the next page; null on the last page.</param>
internal sealed record Page<T>(IReadOnlyList<T> Items, string? NextToken)
{
    /// <summary>Items a page when the caller does not set maxResults.</summary>
    public const int DefaultSize = 10;

    /// <summary>Takes one page from <paramref name="all"/>.</summary>
    /// <param name="all">All items that match the filter of the list.</param>
    /// <param name="position">Sort key of an item; the newest has the greatest.</param>
    /// <param name="scope">The list and its filter; a token is valid for the same scope only.</param>
    /// <param name="maxResults">Items a page; <see cref="DefaultSize"/> when null.</param>
    /// <param name="nextToken">Token that came with the page before.</param>
    public static Page<T> Create(
        IEnumerable<T> all, Func<T, string> position, string scope, int? maxResults, string? nextToken)
    {
        var size = maxResults ?? DefaultSize;
        var after = nextToken is null ? null : PageTokens.Read(scope, nextToken);
        var items = all
            .Where(item => after is null || string.CompareOrdinal(position(item), after) < 0)
            .OrderByDescending(position, StringComparer.Ordinal)
            .Take(size + 1)
            .ToArray();
        return items.Length > size
            ? new(items[..size], PageTokens.Create(scope, position(items[size - 1])))
            : new(items, null);
    }
}

/// <summary>
/// Opaque page tokens: the last position and an HMAC over it and the list, so that a made-up token, or one of another
/// list or filter, is not accepted.
/// </summary>
internal static class PageTokens
{
    private const int HmacLength = 16;
    private static readonly byte[] Key = RandomNumberGenerator.GetBytes(32);

    /// <summary>
    /// A token of the page that follows <paramref name="position"/> in the list that <paramref name="scope"/>
    /// describes.
    /// </summary>
    public static string Create(string scope, string position) =>
        Convert.ToHexString([.. ComputeHmac(scope, position), .. Encoding.UTF8.GetBytes(position)]);

    /// <summary>The position in <paramref name="token"/>.</summary>
    /// <exception cref="ServiceException">The token is not of this list.</exception>
    public static string Read(string scope, string token)
    {
        var bytes = IsHex(token) ? Convert.FromHexString(token) : [];
        if (bytes.Length > HmacLength)
        {
            var position = Encoding.UTF8.GetString(bytes.AsSpan(HmacLength));
            if (CryptographicOperations.FixedTimeEquals(bytes.AsSpan(0, HmacLength), ComputeHmac(scope, position)))
            {
                return position;
            }
        }

        throw ServiceErrors.Invalid(
            new FieldError("nextToken", "is not a token of this list. Repeat the request without it"));
    }

    private static bool IsHex(string text) => text.Length % 2 == 0 && text.All(char.IsAsciiHexDigit);

    private static byte[] ComputeHmac(string scope, string position) =>
        HMACSHA256.HashData(Key, Encoding.UTF8.GetBytes($"{scope}\n{position}"))[..HmacLength];
}
