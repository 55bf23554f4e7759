namespace AgentCore.Emulator.Generated;

/// <summary>BrowserActionResult: the member of the action's name is set.</summary>
internal sealed record BrowserActionResult
{
    /// <summary>Of mouseClick.</summary>
    public ActionResult? MouseClick { get; init; }

    /// <summary>Of mouseMove.</summary>
    public ActionResult? MouseMove { get; init; }

    /// <summary>Of mouseDrag.</summary>
    public ActionResult? MouseDrag { get; init; }

    /// <summary>Of mouseScroll.</summary>
    public ActionResult? MouseScroll { get; init; }

    /// <summary>Of keyType.</summary>
    public ActionResult? KeyType { get; init; }

    /// <summary>Of keyPress.</summary>
    public ActionResult? KeyPress { get; init; }

    /// <summary>Of keyShortcut.</summary>
    public ActionResult? KeyShortcut { get; init; }

    /// <summary>Of screenshot.</summary>
    public ActionResult? Screenshot { get; init; }
}

/// <summary>MouseClickResult and its seven like.</summary>
/// <param name="Status">SUCCESS or FAILED.</param>
/// <param name="Error">Why it failed.</param>
/// <param name="Data">The picture, of a screenshot.</param>
internal sealed record ActionResult(string Status, string? Error, byte[]? Data)
{
    /// <summary>It was done.</summary>
    public static ActionResult Success(byte[]? data) => new("SUCCESS", null, data);

    /// <summary>It was not.</summary>
    public static ActionResult Failed(string error) => new("FAILED", error, null);
}
