using System.Security.Cryptography;
using AgentCore.Emulator.Core;
using AgentCore.Emulator.Http;

namespace AgentCore.Emulator.Resources;

/// <summary>Creates, finds, changes and deletes the resources of one type.</summary>
/// <param name="kind">The type.</param>
/// <param name="nameOf">Reads the name, which is unique in a region.</param>
/// <param name="environment">Data folder and clock.</param>
/// <param name="systems">The system resources of this type.</param>
internal sealed class ResourceService<T>(
    ResourceKind kind, Func<T, string?> nameOf, EmulatorEnvironment environment, params Resource<T>[] systems)
    : ITaggedResources
    where T : class
{
    private const string Alphanumeric = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
    private readonly ResourceStore<T> _store = new(Path.Combine(environment.Data.Root, kind.FileName), nameOf);
    private readonly object _gate = new();

    private DateTimeOffset Now => environment.Time.GetUtcNow();

    /// <summary>Creates a resource.</summary>
    /// <param name="region">The caller's region.</param>
    /// <param name="definition">The request that creates it.</param>
    /// <param name="tags">Tags, or null.</param>
    /// <param name="state">Status from a time on.</param>
    /// <param name="failureReason">Why the creation will fail; null when it will not.</param>
    /// <exception cref="ServiceException">The name is already used, or the quota is used up.</exception>
    /// <exception cref="StorageException">It cannot be written, and is not created.</exception>
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
                throw ServiceErrors.Conflict(
                    $"The name {name} is already used by the {kind.Noun} {taken.Id}. Choose another name.");
            }

            if (In(region).Count(one => one.Region is not null) >= environment.Options.Quotas[kind.Quota])
            {
                throw ServiceErrors.QuotaExceeded(environment.Options.Quotas, kind.Quota);
            }

            var id = $"{name}-{RandomNumberGenerator.GetString(Alphanumeric, 10)}";
            var now = Now;
            return Put(new(id, region, definition, tags ?? new Dictionary<string, string>(), state(now), now, now)
            {
                FailureReason = failureReason,
            });
        }
    }

    /// <summary>The resource of this id.</summary>
    /// <exception cref="ServiceException">It was not found.</exception>
    public Resource<T> Get(string region, string id) =>
        In(region).FirstOrDefault(one => one.Id == id) ?? throw NotFound(region, id);

    /// <summary>The resource of an id or ARN. For a system resource, the ARN of any region is accepted.</summary>
    /// <param name="region">The caller's region.</param>
    /// <param name="member">Name of the member that has the identifier, for error messages.</param>
    /// <param name="identifier">An id or an ARN.</param>
    /// <exception cref="ServiceException">It is neither an id nor an ARN, or the resource was not found.</exception>
    public Resource<T> Resolve(string region, string member, string identifier)
    {
        var found = Get(region, kind.ParseId(member, identifier));
        return found.Region is null || identifier == found.Id || identifier == ArnOf(found, region)
            ? found
            : throw NotFound(region, identifier);
    }

    /// <summary>
    /// The resource of this id, if sessions can start with it: it is READY, or CREATING and will be READY, since
    /// callers start sessions right after they created it.
    /// </summary>
    /// <exception cref="ServiceException">It was not found, or has another status.</exception>
    public Resource<T> GetUsable(string region, string id)
    {
        var found = Get(region, id);
        return found.State.Then == ResourceStatus.Ready
            && StatusOf(found) is ResourceStatus.Ready or ResourceStatus.Creating
            ? found
            : throw WrongState(found);
    }

    /// <summary>Ids of the resources of all regions, without those that are being deleted.</summary>
    public IEnumerable<string> Kept =>
        _store.All.Where(one => one.State.Then != ResourceStatus.Deleted).Select(one => one.Id);

    /// <summary>The resources of all regions, those of the system first.</summary>
    public IEnumerable<Resource<T>> All => systems.Concat(
        _store.All.Where(one => StatusOf(one) != ResourceStatus.Deleted).OrderBy(one => one.CreatedAt));

    /// <summary>One page of the resources, newest first.</summary>
    /// <param name="region">The caller's region.</param>
    /// <param name="filter">Selects those to list.</param>
    /// <param name="scope">The filter as text; a token is valid for the same filter only.</param>
    /// <param name="maxResults">Items a page, or null.</param>
    /// <param name="nextToken">Token that came with the page before, or null.</param>
    public Page<Resource<T>> List(
        string region, Func<Resource<T>, bool> filter, string? scope, int? maxResults, string? nextToken) =>
        Page<Resource<T>>.Create(
            In(region).Where(filter),
            one => $"{one.CreatedAt.UtcTicks:d19} {one.Id}",
            $"{kind.Noun}s|{region}|{scope}",
            maxResults,
            nextToken);

    /// <summary>Starts to delete a resource.</summary>
    /// <param name="region">The caller's region.</param>
    /// <param name="member">Name of the member that has the id, for error messages.</param>
    /// <param name="id">Id of the resource.</param>
    /// <param name="isInUse">Whether a resource has live sessions.</param>
    /// <exception cref="ServiceException">It was not found, or cannot be deleted now.</exception>
    public Resource<T> Delete(string region, string member, string id, Func<string, bool> isInUse) =>
        Change(region, id, (found, now) =>
        {
            if (found.Region is null)
            {
                throw ServiceErrors.Invalid(new FieldError(member, $"must not be {id}, which cannot be deleted"));
            }

            if (StatusOf(found)
                is not (ResourceStatus.Ready or ResourceStatus.Creating or ResourceStatus.CreateFailed))
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

    /// <summary>Changes a resource and writes it to disk; changes run one at a time.</summary>
    /// <param name="region">The caller's region.</param>
    /// <param name="id">Id of the resource.</param>
    /// <param name="change">Computes the new value from the present one and the time.</param>
    /// <exception cref="ServiceException">It was not found.</exception>
    public Resource<T> Change(string region, string id, Func<Resource<T>, DateTimeOffset, Resource<T>> change)
    {
        lock (_gate)
        {
            return Put(change(Get(region, id), Now));
        }
    }

    /// <summary>
    /// Changes a resource in memory until its next change; nothing is written, and a restart drops it.
    /// </summary>
    /// <param name="region">The caller's region.</param>
    /// <param name="id">Id of the resource.</param>
    /// <param name="change">Computes the new value from the present one and the time.</param>
    /// <exception cref="ServiceException">It was not found.</exception>
    public void Show(string region, string id, Func<Resource<T>, DateTimeOffset, Resource<T>> change)
    {
        lock (_gate)
        {
            _store.Show(change(Get(region, id), Now));
        }
    }

    /// <summary>
    /// The present status of a resource that was found; DELETING also where its deletion has ended since.
    /// </summary>
    public string StatusOf(Resource<T> resource) => resource.State.At(Now) switch
    {
        ResourceStatus.Deleted => ResourceStatus.Deleting,
        var status => status,
    };

    /// <summary>Why a resource could not be created; null when its status is not CREATE_FAILED.</summary>
    public string? FailureOf(Resource<T> resource) =>
        StatusOf(resource) == ResourceStatus.CreateFailed ? resource.FailureReason : null;

    /// <summary>The ARN of a resource in the region of the caller.</summary>
    public string ArnOf(Resource<T> resource, string region) =>
        kind.ArnOf(region, resource.Id, isSystem: resource.Region is null);

    /// <summary>The error for a status that does not allow the operation.</summary>
    public ServiceException WrongState(Resource<T> resource) =>
        ServiceErrors.Conflict($"The {kind.Noun} {resource.Id} is {StatusOf(resource)}, not READY.");

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, string>? TagsOf(string region, string arn) => FindByArn(region, arn)?.Tags;

    /// <inheritdoc/>
    public void ChangeTags(
        string region,
        string arn,
        Func<IReadOnlyDictionary<string, string>, IReadOnlyDictionary<string, string>> change)
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
        .Where(one => one.Region == region && !IsGone(one))
        .Concat(systems);

    private bool IsGone(Resource<T> resource) => resource.State.At(Now) == ResourceStatus.Deleted;

    private Resource<T> Put(Resource<T> resource)
    {
        _store.Put(resource, Now);
        return resource;
    }

    private ServiceException NotFound(string region, string identifier) =>
        ServiceErrors.NotFound($"There is no {kind.Noun} {identifier} in {region}.");
}
