using AgentCore.Emulator.Http;

namespace AgentCore.Emulator.Generated;

/// <summary>InvokeBrowser: what it takes.</summary>
internal sealed record InvokeBrowserRequest
{
    /// <summary>browserIdentifier: id or ARN.</summary>
    [Label("browserIdentifier"), Required]
    public string? BrowserIdentifier { get; init; }

    /// <summary>sessionId.</summary>
    [Header("x-amzn-browser-session-id"), Required, Pattern(SharedPatterns.SessionId)]
    public string? SessionId { get; init; }

    /// <summary>action.</summary>
    [Required]
    public BrowserAction? Action { get; init; }
}

/// <summary>InvokeBrowser: what it answers.</summary>
/// <param name="Result">The outcome, in the member of the action's name.</param>
/// <param name="SessionId">The session, as a header.</param>
internal sealed record InvokeBrowserResponse(
    BrowserActionResult Result,
    [property: Header("x-amzn-browser-session-id")] string SessionId);
