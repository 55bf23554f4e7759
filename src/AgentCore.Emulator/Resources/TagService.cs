using AgentCore.Emulator.Generated;
using AgentCore.Emulator.Http;

namespace AgentCore.Emulator.Resources;

/// <summary>The tags of all that can be tagged.</summary>
/// <param name="kinds">The resources of each kind.</param>
internal sealed class TagService(IReadOnlyList<ITaggedResources> kinds)
{
    /// <summary>The tags of a resource.</summary>
    /// <exception cref="ServiceException">There is no such resource in the caller's region.</exception>
    public IReadOnlyDictionary<string, string> List(string region, string arn) => Find(region, arn).TagsOf(region, arn)!;

    /// <summary>Adds tags, or gives those that are there new values.</summary>
    /// <exception cref="ServiceException">There is no such resource, or it would have too many tags.</exception>
    public void Add(string region, string arn, IReadOnlyDictionary<string, string> tags) =>
        Find(region, arn).ChangeTags(region, arn, old =>
        {
            var all = new Dictionary<string, string>(old);
            foreach (var (key, value) in tags)
            {
                all[key] = value;
            }

            return all.Count <= Limits.TagsMaxCount
                ? all
                : throw ServiceErrors.QuotaExceeded($"A resource has at most {Limits.TagsMaxCount} tags; {arn} would have {all.Count}.");
        });

    /// <summary>Removes tags; a key that is not there is passed over.</summary>
    /// <exception cref="ServiceException">There is no such resource in the caller's region.</exception>
    public void Remove(string region, string arn, IReadOnlyCollection<string> keys) =>
        Find(region, arn).ChangeTags(
            region, arn, old => old.Where(tag => !keys.Contains(tag.Key)).ToDictionary(tag => tag.Key, tag => tag.Value));

    private ITaggedResources Find(string region, string arn) =>
        kinds.FirstOrDefault(kind => kind.TagsOf(region, arn) is not null)
            ?? throw ServiceErrors.NotFound($"There is no resource {arn} in {region}.");
}
