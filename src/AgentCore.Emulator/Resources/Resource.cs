using System.Text.Json.Serialization;
using AgentCore.Emulator.Generated;

namespace AgentCore.Emulator.Resources;

/// <summary>A resource of the control plane, as it is stored.</summary>
/// <typeparam name="T">The request that creates this type of resource.</typeparam>
/// <param name="Id">Id: its name, a hyphen and 10 characters.</param>
/// <param name="Region">Region in which it exists; null for a system resource, which exists in all regions.</param>
/// <param name="Definition">The request that created it.</param>
/// <param name="Tags">Tags, by key.</param>
/// <param name="State">Status, now and after a transition.</param>
/// <param name="CreatedAt">Time of its creation.</param>
/// <param name="LastUpdatedAt">Time of its last change; that of its creation before the first.</param>
internal sealed record Resource<T>(
    string Id,
    string? Region,
    T Definition,
    IReadOnlyDictionary<string, string> Tags,
    ResourceState State,
    DateTimeOffset CreatedAt,
    DateTimeOffset LastUpdatedAt)
{
    /// <summary>Why it could not be created; null when it was.</summary>
    public string? FailureReason { get; init; }

    /// <summary>SYSTEM or CUSTOM.</summary>
    [JsonIgnore]
    public string Type => Region is null ? ResourceType.System : ResourceType.Custom;

    /// <summary>Creates a system resource, which every account has in every region.</summary>
    public static Resource<T> CreateSystem(string id, T definition)
    {
        var since = new DateTimeOffset(2025, 7, 1, 0, 0, 0, TimeSpan.Zero);
        var ready = ResourceState.Lasting(ResourceStatus.Ready);
        return new(id, Region: null, definition, new Dictionary<string, string>(), ready, since, since);
    }
}

/// <summary>A status with an end, and the status that follows it.</summary>
/// <param name="During">Status until the end.</param>
/// <param name="Until">When the status changes.</param>
/// <param name="Then">Status afterwards.</param>
internal sealed record ResourceState(string During, DateTimeOffset Until, string Then)
{
    /// <summary>Duration of a transition: long enough for a caller to see it.</summary>
    public static readonly TimeSpan Transition = TimeSpan.FromSeconds(1);

    /// <summary>A status that stays until the next request.</summary>
    public static ResourceState Lasting(string status) => new(status, DateTimeOffset.MinValue, status);

    /// <summary>A transition that begins at a time.</summary>
    public static ResourceState Passing(string during, DateTimeOffset now, string then) =>
        new(during, now + Transition, then);

    /// <summary>The status at a time.</summary>
    public string At(DateTimeOffset now) => now < Until ? During : Then;
}

/// <summary>The statuses of resources of the control plane.</summary>
internal static class ResourceStatus
{
    /// <summary>The resource is being created.</summary>
    public const string Creating = "CREATING";

    /// <summary>It could not be created; it can be read and deleted.</summary>
    public const string CreateFailed = "CREATE_FAILED";

    /// <summary>It can be used.</summary>
    public const string Ready = "READY";

    /// <summary>Browser profiles only: the state of a session is being saved into it.</summary>
    public const string Saving = "SAVING";

    /// <summary>The resource is being deleted.</summary>
    public const string Deleting = "DELETING";

    /// <summary>It is deleted. Callers do not see this status, because the resource is no longer found.</summary>
    public const string Deleted = "DELETED";
}
