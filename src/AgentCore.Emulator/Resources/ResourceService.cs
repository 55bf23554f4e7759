using System.Security.Cryptography;
using AgentCore.Emulator.Core;
using AgentCore.Emulator.Http;

namespace AgentCore.Emulator.Resources;

/// <summary>Creates, finds, changes and deletes the resources of one kind.</summary>
/// <param name="kind">The kind.</param>
/// <param name="nameOf">Reads the name, which is unique among the kind in a region.</param>
/// <param name="environment">Where they are kept, and the clock.</param>
/// <param name="systems">Those that every account has in every region.</param>
internal sealed class ResourceService<T>(
    ResourceKind kind, Func<T, string?> nameOf, EmulatorEnvironment environment, params Resource<T>[] systems)
    : ITaggedResources
    where T : class
{
    private const string Alphanumeric = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
    private readonly ResourceStore<T> _store = new(Path.Combine(environment.Data.Root, kind.FileName), nameOf);
    private readonly object _gate = new();

    private DateTimeOffset Now => environment.Time.GetUtcNow();

    /// <summary>Creates one.</summary>
    /// <param name="region">The caller's region.</param>
    /// <param name="definition">What it is.</param>
    /// <param name="tags">Its tags, if it is given any.</param>
    /// <param name="state">Its status from now on, given the time.</param>
    /// <param name="failureReason">Why it will turn out that it cannot be made; null when it can.</param>
    /// <exception cref="ServiceException">The name is taken.</exception>
    /// <exception cref="StorageException">It cannot be written down, and is not created.</exception>
    public Resource<T> Create(
        string region,
        T definition,
        IReadOnlyDictionary<string, string>? tags,
        Func<DateTimeOffset, ResourceState> state,
        string? failureReason)
    {
        var name = nameOf(definition);
        lock (_gate)
        {
            if (In(region).FirstOrDefault(other => nameOf(other.Definition) == name) is { } taken)
            {
                throw ServiceErrors.Conflict($"The name {name} is taken by the {kind.Noun} {taken.Id}.");
            }

            var id = $"{name}-{RandomNumberGenerator.GetString(Alphanumeric, 10)}";
            var now = Now;
            return Put(new(id, region, definition, tags ?? new Dictionary<string, string>(), state(now), now, now)
            {
                FailureReason = failureReason,
            });
        }
    }

    /// <summary>The one of this id.</summary>
    /// <exception cref="ServiceException">There is none.</exception>
    public Resource<T> Get(string region, string id) =>
        In(region).FirstOrDefault(one => one.Id == id) ?? throw NotFound(region, id);

    /// <summary>The one that an id or an ARN names. The system's may be named by the ARN of any region.</summary>
    /// <param name="region">The caller's region.</param>
    /// <param name="member">Name of the member that holds the identifier, for errors.</param>
    /// <param name="identifier">An id or an ARN.</param>
    /// <exception cref="ServiceException">It is neither, or there is none.</exception>
    public Resource<T> Resolve(string region, string member, string identifier)
    {
        var found = Get(region, kind.IdIn(member, identifier));
        return found.Region is null || identifier == found.Id || identifier == ArnOf(found, region)
            ? found
            : throw NotFound(region, identifier);
    }

    /// <summary>The one of this id, if sessions can use it.</summary>
    /// <exception cref="ServiceException">There is none, or it is not READY.</exception>
    public Resource<T> GetReady(string region, string id)
    {
        var found = Get(region, id);
        return StatusOf(found) == ResourceStatus.Ready ? found : throw WrongState(found);
    }

    /// <summary>Ids of those whose deletion has begun or is over, as far as they are remembered.</summary>
    public IEnumerable<string> Deleted => _store.All.Where(one => one.State.Then == ResourceStatus.Deleted).Select(one => one.Id);

    /// <summary>One page of them, newest first.</summary>
    /// <param name="region">The caller's region.</param>
    /// <param name="filter">Which to list.</param>
    /// <param name="scope">The filter in words; a token is good for the same one only.</param>
    /// <param name="maxResults">Items a page, or null.</param>
    /// <param name="nextToken">Token of the page before, or null.</param>
    public Page<Resource<T>> List(
        string region, Func<Resource<T>, bool> filter, string? scope, int? maxResults, string? nextToken) =>
        Page<Resource<T>>.Of(
            In(region).Where(filter),
            one => $"{one.CreatedAt.UtcTicks:d19} {one.Id}",
            $"{kind.Noun}s|{region}|{scope}",
            maxResults,
            nextToken);

    /// <summary>Begins to delete one.</summary>
    /// <param name="region">The caller's region.</param>
    /// <param name="member">Name of the member that holds the id, for errors.</param>
    /// <param name="id">Its id.</param>
    /// <param name="isInUse">Tells whether sessions of it live.</param>
    /// <exception cref="ServiceException">There is none, or it cannot be deleted now.</exception>
    public Resource<T> Delete(string region, string member, string id, Func<string, bool> isInUse) =>
        Change(region, id, (found, now) =>
        {
            if (found.Region is null)
            {
                throw ServiceErrors.Invalid(new FieldError(member, $"must not be {id}, which cannot be deleted"));
            }

            if (StatusOf(found) is not (ResourceStatus.Ready or ResourceStatus.CreateFailed))
            {
                throw WrongState(found);
            }

            return isInUse(id)
                ? throw ServiceErrors.Conflict($"The {kind.Noun} {id} has sessions that are READY. Stop them first.")
                : found with
                {
                    State = ResourceState.Passing(ResourceStatus.Deleting, now, ResourceStatus.Deleted),
                    LastUpdatedAt = now,
                };
        });

    /// <summary>Changes one, and writes it down; nobody else changes any meanwhile.</summary>
    /// <param name="region">The caller's region.</param>
    /// <param name="id">Its id.</param>
    /// <param name="change">What it becomes, given what it is and the time.</param>
    /// <exception cref="ServiceException">There is none.</exception>
    public Resource<T> Change(string region, string id, Func<Resource<T>, DateTimeOffset, Resource<T>> change)
    {
        lock (_gate)
        {
            return Put(change(Get(region, id), Now));
        }
    }

    /// <summary>Changes what is seen of one until the next change; nothing is written, and a restart forgets it.</summary>
    /// <param name="region">The caller's region.</param>
    /// <param name="id">Its id.</param>
    /// <param name="change">What it becomes, given what it is and the time.</param>
    /// <exception cref="ServiceException">There is none.</exception>
    public void Show(string region, string id, Func<Resource<T>, DateTimeOffset, Resource<T>> change)
    {
        lock (_gate)
        {
            _store.Show(change(Get(region, id), Now));
        }
    }

    /// <summary>The status now.</summary>
    public string StatusOf(Resource<T> resource) => resource.State.At(Now);

    /// <summary>Why it could not be made; null when its status is another.</summary>
    public string? FailureOf(Resource<T> resource) =>
        StatusOf(resource) == ResourceStatus.CreateFailed ? resource.FailureReason : null;

    /// <summary>Its ARN, as a caller in a region sees it.</summary>
    public string ArnOf(Resource<T> resource, string region) => kind.ArnOf(region, resource.Id, resource.Region is null);

    /// <summary>The error that says its status forbids what was asked for.</summary>
    public ServiceException WrongState(Resource<T> resource) =>
        ServiceErrors.Conflict($"The {kind.Noun} {resource.Id} is {StatusOf(resource)}, not READY.");

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, string>? TagsOf(string region, string arn) => FindByArn(region, arn)?.Tags;

    /// <inheritdoc/>
    public void ChangeTags(
        string region, string arn, Func<IReadOnlyDictionary<string, string>, IReadOnlyDictionary<string, string>> change)
    {
        lock (_gate)
        {
            if (FindByArn(region, arn) is { } found)
            {
                Put(found with { Tags = change(found.Tags) });
            }
        }
    }

    private Resource<T>? FindByArn(string region, string arn) =>
        In(region).FirstOrDefault(one => one.Region is not null && ArnOf(one, region) == arn);

    private IEnumerable<Resource<T>> In(string region) => _store.All
        .Where(one => one.Region == region && StatusOf(one) != ResourceStatus.Deleted)
        .Concat(systems);

    private Resource<T> Put(Resource<T> resource)
    {
        _store.Put(resource, Now);
        return resource;
    }

    private ServiceException NotFound(string region, string identifier) =>
        ServiceErrors.NotFound($"There is no {kind.Noun} {identifier} in {region}.");
}
