namespace AgentCore.Emulator.Resources;

/// <summary>A browser profile, without the state that is saved in it.</summary>
/// <param name="Name">Name, unique in a region.</param>
/// <param name="Description">What it is for, in the words of its creator.</param>
/// <param name="LastSave">The last save; null when there was none yet.</param>
internal sealed record BrowserProfile(string? Name, string? Description, ProfileSave? LastSave = null);

/// <summary>A save of the state of a session.</summary>
/// <param name="At">When it was saved.</param>
/// <param name="BrowserId">Browser of the session.</param>
/// <param name="SessionId">Session whose state was saved.</param>
internal sealed record ProfileSave(DateTimeOffset At, string BrowserId, string SessionId);
