using System.Text.Json;
using AgentCore.Emulator.Core;
using AgentCore.Emulator.Generated;
using AgentCore.Emulator.Http;

namespace AgentCore.Emulator.Resources;

/// <summary>Keeps the resources of one kind, also over a restart. What is on disk comes first: memory follows it.</summary>
internal sealed class ResourceStore<T>
    where T : class
{
    private const string Remedy = "Put a copy of it back, or move it away to begin without what it holds.";

    // Ids of all kinds have the form of a profile's, but for the system's own, which no file keeps.
    private static readonly PatternAttribute IdForm = new(Limits.BrowserProfileIdPattern);

    private readonly string _file;
    private readonly Func<T, string?> _nameOf;
    private readonly object _gate = new();
    private volatile Dictionary<string, Resource<T>> _all; // replaced as a whole, never changed

    /// <summary>Opens the store.</summary>
    /// <param name="file">File that keeps them.</param>
    /// <param name="nameOf">Reads the name, which each must have.</param>
    /// <exception cref="StorageException">The file cannot be read, or is not what was written there.</exception>
    public ResourceStore(string file, Func<T, string?> nameOf)
    {
        _file = file;
        _nameOf = nameOf;
        _all = (PrivateFile.ReadJson<Resource<T>[]>(file, FaultOf, Remedy) ?? []).ToDictionary(one => one.Id);
    }

    /// <summary>All of them, those being deleted included.</summary>
    public IEnumerable<Resource<T>> All => _all.Values;

    /// <summary>Adds one or replaces it, forgets those that are gone, and writes all down before anybody sees it.</summary>
    /// <param name="resource">The one to keep.</param>
    /// <param name="now">The time.</param>
    /// <exception cref="StorageException">It cannot be written; all is as it was.</exception>
    public void Put(Resource<T> resource, DateTimeOffset now)
    {
        lock (_gate)
        {
            var all = With(resource);
            foreach (var gone in all.Values.Where(one => one.State.At(now) == ResourceStatus.Deleted).ToArray())
            {
                all.Remove(gone.Id);
            }

            PrivateFile.Replace(_file, JsonSerializer.SerializeToUtf8Bytes(all.Values));
            _all = all;
        }
    }

    /// <summary>Replaces one in memory alone: a state that a restart may forget.</summary>
    /// <param name="resource">The one to show.</param>
    public void Show(Resource<T> resource)
    {
        lock (_gate)
        {
            _all = With(resource);
        }
    }

    private Dictionary<string, Resource<T>> With(Resource<T> resource) => new(_all) { [resource.Id] = resource };

    private string? FaultOf(Resource<T>?[] all)
    {
        var ids = new HashSet<string>(StringComparer.Ordinal);
        return all
            .Select((one, index) => FaultOf(one, ids) is { } fault ? $"entry {index + 1} {fault}" : null)
            .FirstOrDefault(fault => fault is not null);
    }

    private string? FaultOf(Resource<T>? one, HashSet<string> ids)
    {
        if (one is not { Id: not null, Region.Length: > 0, Tags: not null, State: { During: not null, Then: not null } }
            || one.Definition is null
            || _nameOf(one.Definition) is null)
        {
            return "lacks a part";
        }

        if (IdForm.Check(one.Id) is not null || !ids.Add(one.Id))
        {
            return "has an id that is not valid or is there twice";
        }

        try
        {
            RequestValidator.Check(one.Definition);
            return null;
        }
        catch (ServiceException error)
        {
            return $"is not valid: {error.Message.TrimEnd('.')}";
        }
    }
}
