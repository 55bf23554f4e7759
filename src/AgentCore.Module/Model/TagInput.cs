using System.Collections;
using ControlLimits = Amazon.BedrockAgentCoreControl.BedrockAgentCoreControlLimits;

namespace AgentCore;

/// <summary>Tags as a user gives them, checked before anything is sent.</summary>
internal static class TagInput
{
    /// <summary>The tags, if they are not too many, with allowed keys and values; null for none.</summary>
    /// <exception cref="ArgumentException">One is not allowed, or they are too many.</exception>
    public static Dictionary<string, string>? Read(IDictionary? tags)
    {
        if (tags is null or { Count: 0 })
        {
            return null;
        }

        _ = Limits.Range("Number of tags", tags.Count, 1, ControlLimits.TagResource.TagsMaxCount);
        var read = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (DictionaryEntry tag in tags)
        {
            read[Key(Text(tag.Key))] = Value(Text(tag.Value));
        }

        return read;
    }

    /// <summary>The key, if it is neither empty nor too long and each of its characters is allowed.</summary>
    /// <exception cref="ArgumentException">It has not.</exception>
    public static string Key(string key) => Allowed(
        "Tag key",
        Limits.Length(
            "Tag key", key, ControlLimits.TagResource.TagsKeyMinLength, ControlLimits.TagResource.TagsKeyMaxLength),
        ControlLimits.TagResource.TagsKeyPattern);

    private static string Value(string value) => Allowed(
        "Tag value",
        Limits.Length(
            "Tag value", value,
            ControlLimits.TagResource.TagsValueMinLength,
            ControlLimits.TagResource.TagsValueMaxLength),
        ControlLimits.TagResource.TagsValuePattern);

    private static string Allowed(string what, string text, string pattern) =>
        Limits.Form(what, text, pattern, "cost-center: letters, digits, white space and . _ : / = + @ -");

    private static string Text(object? part) => System.Management.Automation.LanguagePrimitives.ConvertTo<string>(part) ?? "";
}
