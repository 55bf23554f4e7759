using System.Text.Json.Serialization;
using AgentCore.Emulator.Generated;

namespace AgentCore.Emulator.Resources;

/// <summary>A resource of the control plane, as it is kept.</summary>
/// <typeparam name="T">What its kind knows of it.</typeparam>
/// <param name="Id">Its id.</param>
/// <param name="Region">Region it was created in and is seen in. Null for the system's, which is everywhere.</param>
/// <param name="Definition">What it was created with.</param>
/// <param name="Tags">Its tags.</param>
/// <param name="State">Its status.</param>
/// <param name="CreatedAt">createdAt.</param>
/// <param name="LastUpdatedAt">lastUpdatedAt.</param>
internal sealed record Resource<T>(
    string Id,
    string? Region,
    T Definition,
    IReadOnlyDictionary<string, string> Tags,
    ResourceState State,
    DateTimeOffset CreatedAt,
    DateTimeOffset LastUpdatedAt)
{
    /// <summary>failureReason: why it could not be made; null when it could.</summary>
    public string? FailureReason { get; init; }

    /// <summary>SYSTEM or CUSTOM.</summary>
    [JsonIgnore]
    public string Type => Region is null ? ResourceType.System : ResourceType.Custom;

    /// <summary>One that every account has, in every region, since the service began.</summary>
    public static Resource<T> OfSystem(string id, T definition)
    {
        var since = new DateTimeOffset(2025, 7, 1, 0, 0, 0, TimeSpan.Zero);
        var ready = ResourceState.Lasting(ResourceStatus.Ready);
        return new(id, Region: null, definition, new Dictionary<string, string>(), ready, since, since);
    }
}
