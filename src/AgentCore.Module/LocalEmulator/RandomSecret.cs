using System.Globalization;
using System.Security.Cryptography;

namespace AgentCore.LocalEmulator;

/// <summary>Secrets that are made up here.</summary>
internal static class RandomSecret
{
    /// <summary>A secret of as many random bytes, as hexadecimal digits.</summary>
    public static string Hex(int bytes)
    {
        var random = new byte[bytes];
        using var source = RandomNumberGenerator.Create();
        source.GetBytes(random);
        return string.Concat(random.Select(value => value.ToString("x2", CultureInfo.InvariantCulture)));
    }

    /// <summary>Whether two texts are the same, in a time that does not tell how much of them is.</summary>
    public static bool Same(string left, string right)
    {
        var difference = left.Length ^ right.Length;
        for (var index = 0; index < left.Length && index < right.Length; index++)
        {
            difference |= left[index] ^ right[index];
        }

        return difference == 0;
    }
}
