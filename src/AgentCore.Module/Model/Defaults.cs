using System.Security.Cryptography;
using System.Text;

namespace AgentCore;

/// <summary>What stands for what the user leaves out.</summary>
internal static class Defaults
{
    public const string Browser = "aws.browser.v1";

    public const string CodeInterpreter = "aws.codeinterpreter.v1";

    /// <summary>A name for a session: the prefix and eight hex digits.</summary>
    /// <param name="prefix">The prefix.</param>
    /// <param name="clientToken">
    /// The token that the session is started with; null for none. The same token makes the same name: the service
    /// rejects a token that is sent again with other values.
    /// </param>
    public static string SessionName(string prefix, string? clientToken = null) => prefix + (clientToken is null
        ? Guid.NewGuid().ToString("N")
        : Sha256.Of(Encoding.UTF8.GetBytes(clientToken)))[..8];
}

/// <summary>SHA-256 in lower-case hexadecimal digits, as the session gives it.</summary>
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
        string.Concat(
            hash.GetHashAndReset().Select(
                part => part.ToString("x2", System.Globalization.CultureInfo.InvariantCulture)));
}
