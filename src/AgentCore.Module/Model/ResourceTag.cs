
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
