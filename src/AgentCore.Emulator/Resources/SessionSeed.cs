namespace AgentCore.Emulator.Resources;

/// <summary>What every session knows of itself from its start.</summary>
/// <param name="Id">26 characters, greater than every earlier id.</param>
/// <param name="Region">Region of the caller that started it: sessions are seen in their own region only.</param>
/// <param name="ResourceId">The browser or code interpreter it belongs to.</param>
/// <param name="Name">Its name, if it was given one.</param>
/// <param name="TimeoutSeconds">Time to live.</param>
/// <param name="CreatedAt">When it was started.</param>
internal sealed record SessionSeed(
    string Id,
    string Region,
    string ResourceId,
    string? Name,
    int TimeoutSeconds,
    DateTimeOffset CreatedAt);
