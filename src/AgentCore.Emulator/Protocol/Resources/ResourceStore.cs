using System.Collections.Concurrent;
using System.Text.Json;
using AgentCore.Emulator.Hosting;

namespace AgentCore.Emulator.Protocol.Resources;

/// <summary>Keeps the resources of one kind, also over a restart.</summary>
internal sealed class ResourceStore<T>
    where T : IResourceDefinition
{
    private readonly string _file;
    private readonly object _gate = new();
    private readonly ConcurrentDictionary<string, Resource<T>> _all = new(StringComparer.Ordinal);

    /// <summary>Opens the store.</summary>
    /// <param name="file">File that keeps them.</param>
    public ResourceStore(string file)
    {
        _file = file;
        if (File.Exists(_file))
        {
            foreach (var one in JsonSerializer.Deserialize<Resource<T>[]>(File.ReadAllBytes(_file))!)
            {
                _all[one.Id] = one;
            }
        }
    }

    /// <summary>All of them, those being deleted included.</summary>
    public IEnumerable<Resource<T>> All => _all.Values;

    /// <summary>Adds one or replaces it, forgets those that are gone, and writes all down before this returns.</summary>
    /// <param name="resource">The one to keep.</param>
    /// <param name="now">The time.</param>
    public void Put(Resource<T> resource, DateTimeOffset now)
    {
        lock (_gate)
        {
            _all[resource.Id] = resource;
            foreach (var gone in _all.Values.Where(one => one.State.At(now) == ResourceStatus.Deleted))
            {
                _all.TryRemove(gone.Id, out _);
            }

            PrivateFile.Replace(_file, JsonSerializer.SerializeToUtf8Bytes(_all.Values.ToArray()));
        }
    }
}
