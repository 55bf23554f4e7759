namespace AgentCore.Emulator.Resources;

/// <summary>Resources of one kind, as their tags see them.</summary>
internal interface ITaggedResources
{
    /// <summary>The tags of the resource that an ARN names; null when it is none of these.</summary>
    /// <param name="region">The caller's region.</param>
    /// <param name="arn">The ARN.</param>
    IReadOnlyDictionary<string, string>? TagsOf(string region, string arn);

    /// <summary>Changes the tags of the resource that an ARN names; nothing happens when it is none of these.</summary>
    /// <param name="region">The caller's region.</param>
    /// <param name="arn">The ARN.</param>
    /// <param name="change">What the tags become, given what they are.</param>
    void ChangeTags(
        string region, string arn, Func<IReadOnlyDictionary<string, string>, IReadOnlyDictionary<string, string>> change);
}
