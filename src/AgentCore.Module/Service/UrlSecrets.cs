using System.Text.RegularExpressions;

namespace AgentCore.Service;

/// <summary>
/// Keeps what a URL may hold of secrets out of messages: user and password, and the query (a presigned one signs
/// there).
/// </summary>
internal static class UrlSecrets
{
    /// <summary>The text with three asterisks instead of each.</summary>
    public static string Hide(string text) =>
        Regex.Replace(text, @"(?<=[A-Za-z0-9]://)[^\s/@'""]+(?=@)|(?<=[A-Za-z0-9]://[^\s?'""]*\?)[^\s'""]+", "***");
}
