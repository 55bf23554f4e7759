using System.Security.Cryptography;

namespace AgentCore;

/// <summary>SHA-256 in lower-case hexadecimal digits, as the session tells it.</summary>
internal static class Sha256
{
    public static string Of(byte[] content)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(content);
        return Text(hash);
    }

    /// <summary>That of all that was appended.</summary>
    public static string Text(IncrementalHash hash) =>
        string.Concat(hash.GetHashAndReset().Select(
            part => part.ToString("x2", System.Globalization.CultureInfo.InvariantCulture)));
}
