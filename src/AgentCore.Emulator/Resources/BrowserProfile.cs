namespace AgentCore.Emulator.Resources;

/// <summary>A browser profile, without the state it keeps.</summary>
/// <param name="Name">name.</param>
/// <param name="Description">description.</param>
/// <param name="LastSave">How it came to its state; null when none was saved yet.</param>
internal sealed record BrowserProfile(string? Name, string? Description, ProfileSave? LastSave = null);

/// <summary>One saving of a session's state.</summary>
/// <param name="At">lastSavedAt.</param>
/// <param name="BrowserId">lastSavedBrowserId.</param>
/// <param name="SessionId">lastSavedBrowserSessionId.</param>
internal sealed record ProfileSave(DateTimeOffset At, string BrowserId, string SessionId);
