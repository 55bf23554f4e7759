using System.Collections;
using System.Text.RegularExpressions;

namespace AgentCore;

/// <summary>Tags as a user gives them, checked before anything is sent.</summary>
internal static class TagInput
{
    private const int Most = 50;

    private static readonly Regex Form = new(@"[a-zA-Z0-9\s._:/=+@-]*", RegexOptions.CultureInvariant);

    /// <summary>The tags, if there are at most 50 and each has an allowed key and value; null where none are given.</summary>
    /// <exception cref="ArgumentException">One is not allowed, or they are too many.</exception>
    public static Dictionary<string, string>? Read(IDictionary? tags)
    {
        if (tags is null or { Count: 0 })
        {
            return null;
        }

        _ = Limits.Range("Number of tags", tags.Count, 1, Most);
        var read = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (DictionaryEntry tag in tags)
        {
            read[Key(Text(tag.Key))] = Value(Text(tag.Value));
        }

        return read;
    }

    /// <summary>The key, if it has 1 to 128 allowed characters.</summary>
    /// <exception cref="ArgumentException">It has not.</exception>
    public static string Key(string key) => Allowed("Tag key", Limits.Length("Tag key", key, 1, 128));

    private static string Value(string value) => Allowed("Tag value", Limits.Length("Tag value", value, 0, 256));

    private static string Allowed(string what, string text) =>
        Limits.Form(what, text, Form, "cost-center: letters, digits, white space and . _ : / = + @ -");

    private static string Text(object? part) => System.Management.Automation.LanguagePrimitives.ConvertTo<string>(part) ?? "";
}
