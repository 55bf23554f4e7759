using System.Text.Json;
using AgentCore.Emulator.Core;
using AgentCore.Emulator.Generated;
using AgentCore.Emulator.Http;

namespace AgentCore.Emulator.Resources;

/// <summary>Stores the resources of one type on disk and in memory. A change is written to disk first.</summary>
internal sealed class ResourceStore<T>
    where T : class
{
    private const string Remedy = "Restore a copy of the file, or move it away to start without its content.";

    // Ids of all kinds have the form of a profile's, but for the system's own, which no file keeps.
    private static readonly PatternAttribute IdForm = new(Limits.BrowserProfileIdPattern);

    private readonly string _file;
    private readonly Func<T, string?> _nameOf;
    private readonly object _gate = new();
    private volatile Dictionary<string, Resource<T>> _all; // replaced as a whole, never changed

    /// <summary>Opens the store.</summary>
    /// <param name="file">The file.</param>
    /// <param name="nameOf">Reads the name, which every resource has.</param>
    /// <exception cref="StorageException">The file cannot be read, or its content is not valid.</exception>
    public ResourceStore(string file, Func<T, string?> nameOf)
    {
        _file = file;
        _nameOf = nameOf;
        _all = (PrivateFile.ReadJson<Resource<T>[]>(file, FaultOf, Remedy) ?? [])
            .Select(WithoutSave)
            .ToDictionary(one => one.Id);
    }

    /// <summary>All resources, those that are being deleted included.</summary>
    public IEnumerable<Resource<T>> All => _all.Values;

    /// <summary>
    /// Adds or replaces a resource, removes deleted ones, and writes the file before anybody sees the change.
    /// </summary>
    /// <param name="resource">The resource to store.</param>
    /// <param name="now">The current time.</param>
    /// <exception cref="StorageException">It cannot be written; nothing has changed.</exception>
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

    /// <summary>Replaces a resource in memory only, for a state that a restart may drop.</summary>
    /// <param name="resource">The resource to show.</param>
    public void Show(Resource<T> resource)
    {
        lock (_gate)
        {
            _all = With(resource);
        }
    }

    private Dictionary<string, Resource<T>> With(Resource<T> resource) => new(_all) { [resource.Id] = resource };

    // A save ends with its emulator. The file may have its state, written together with the change of another resource.
    private static Resource<T> WithoutSave(Resource<T> one) => one.State.During == ResourceStatus.Saving
        ? one with { State = ResourceState.Lasting(one.State.Then) }
        : one;

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
            return "is incomplete";
        }

        if (IdForm.Check(one.Id) is not null || !ids.Add(one.Id))
        {
            return "has an id that is not valid or not unique";
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
