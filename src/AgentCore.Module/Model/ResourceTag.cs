using System.Collections;
using AgentCore.Errors;
using ControlLimits = Amazon.BedrockAgentCoreControl.BedrockAgentCoreControlLimits;

namespace AgentCore;

/// <summary>One tag of a resource.</summary>
public sealed class ResourceTag
{
    internal ResourceTag(string resourceArn, string key, string value, Origin? origin) =>
        (ResourceArn, Key, Value, Origin) = (resourceArn, key, value, origin);

    /// <summary>ARN of the resource that has it.</summary>
    public string ResourceArn { get; }

    /// <summary>The key, 1 to 128 characters.</summary>
    public string Key { get; }

    /// <summary>The value, up to 256 characters; may be empty.</summary>
    public string Value { get; }

    /// <summary>The connection it came from: piping it on goes back there. Holds no part that is shown.</summary>
    internal Origin? Origin { get; }

    /// <summary>Key and value.</summary>
    public override string ToString() => $"{Key}={Value}";
}

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

    private static string Text(object? part) =>
        System.Management.Automation.LanguagePrimitives.ConvertTo<string>(part) ?? "";
}

/// <summary>What tags hang on: a resource, by its ARN.</summary>
public sealed class TaggedResource
{
    internal TaggedResource(string? resourceArn, string shown, Origin? origin = null, string? key = null) =>
        (ResourceArn, Shown, Origin, Key) = (resourceArn, shown, origin, key);

    /// <summary>The ARN; null for a resource of ours that was given by its id.</summary>
    public string? ResourceArn { get; }

    /// <summary>The tag's key, where a tag was given; null where the resource was.</summary>
    public string? Key { get; }

    internal string Shown { get; }

    internal Origin? Origin { get; }

    /// <summary>The ARN, if the resource can have tags.</summary>
    /// <exception cref="AgentCoreException">It cannot, or its ARN is not known.</exception>
    internal string Arn()
    {
        if (ResourceArn is null)
        {
            throw Failures.InvalidArgument(
                $"The ARN of '{Shown}' is not known. Get it in full first, with its Get cmdlet.");
        }

        if (AgentCore.ResourceArn.Parse(ResourceArn) is { Account: "aws" })
        {
            throw Failures.InvalidArgument(
                $"'{ResourceArn}' belongs to the service; only resources of one's own have tags.");
        }

        try
        {
            return Limits.Form(
                "Resource ARN",
                Limits.Length(
                    "Resource ARN",
                    ResourceArn,
                    ControlLimits.TagResource.ResourceArnMinLength,
                    ControlLimits.TagResource.ResourceArnMaxLength),
                ControlLimits.TagResource.ResourceArnPattern,
                "arn:aws:bedrock-agentcore:us-east-1:123456789012:browser-custom/name-0123456789");
        }
        catch (ArgumentException unfit)
        {
            throw Failures.InvalidArgument(unfit.Message);
        }
    }

    /// <summary>The ARN, or what was given instead.</summary>
    public override string ToString() => Shown;

    /// <summary>
    /// The resource of an ARN; of any other text one that no cmdlet takes, so that its error names the text.
    /// </summary>
    /// <param name="arn">The ARN.</param>
    public static explicit operator TaggedResource(string arn) => new(arn, arn);
}
