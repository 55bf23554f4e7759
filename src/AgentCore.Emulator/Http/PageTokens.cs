using System.Security.Cryptography;
using System.Text;

namespace AgentCore.Emulator.Http;

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
