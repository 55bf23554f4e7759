using System.Security.Cryptography;
using System.Text;

namespace AgentCore.Emulator.Http;

/// <summary>One page of a list.</summary>
/// <param name="Items">The items, newest first.</param>
/// <param name="NextToken">Where to go on; null on the last page.</param>
internal sealed record Page<T>(IReadOnlyList<T> Items, string? NextToken)
{
    /// <summary>How many items a page has when the caller does not say.</summary>
    public const int DefaultSize = 10;

    /// <summary>Cuts one page out of <paramref name="all"/>.</summary>
    /// <param name="all">Everything that the list's filter lets through.</param>
    /// <param name="position">A text by which items sort, later ones greater.</param>
    /// <param name="scope">The list and its filter; a token is good for the same scope only.</param>
    /// <param name="maxResults">Items a page; <see cref="DefaultSize"/> when null.</param>
    /// <param name="nextToken">Token of the page before.</param>
    public static Page<T> Of(IEnumerable<T> all, Func<T, string> position, string scope, int? maxResults, string? nextToken)
    {
        var size = maxResults ?? DefaultSize;
        var after = nextToken is null ? null : PageTokens.Read(scope, nextToken);
        var items = all
            .Where(item => after is null || string.CompareOrdinal(position(item), after) < 0)
            .OrderByDescending(position, StringComparer.Ordinal)
            .Take(size + 1)
            .ToArray();
        return items.Length > size
            ? new(items[..size], PageTokens.Issue(scope, position(items[size - 1])))
            : new(items, null);
    }
}

/// <summary>
/// Opaque page tokens: the last position and a seal over it and the list it is of, so that a made-up token, or one of
/// another list or filter, is refused.
/// </summary>
internal static class PageTokens
{
    private const int SealLength = 16;
    private static readonly byte[] Key = RandomNumberGenerator.GetBytes(32);

    /// <summary>A token to go on after <paramref name="position"/> in the list that <paramref name="scope"/> describes.</summary>
    public static string Issue(string scope, string position) =>
        Convert.ToHexString([.. Seal(scope, position), .. Encoding.UTF8.GetBytes(position)]);

    /// <summary>The position in <paramref name="token"/>.</summary>
    /// <exception cref="ServiceException">The token is not of this list.</exception>
    public static string Read(string scope, string token)
    {
        var bytes = IsHex(token) ? Convert.FromHexString(token) : [];
        if (bytes.Length > SealLength)
        {
            var position = Encoding.UTF8.GetString(bytes.AsSpan(SealLength));
            if (CryptographicOperations.FixedTimeEquals(bytes.AsSpan(0, SealLength), Seal(scope, position)))
            {
                return position;
            }
        }

        throw ServiceErrors.Invalid(new FieldError("nextToken", "is not a token of this list"));
    }

    private static bool IsHex(string text) => text.Length % 2 == 0 && text.All(char.IsAsciiHexDigit);

    private static byte[] Seal(string scope, string position) =>
        HMACSHA256.HashData(Key, Encoding.UTF8.GetBytes($"{scope}\n{position}"))[..SealLength];
}
