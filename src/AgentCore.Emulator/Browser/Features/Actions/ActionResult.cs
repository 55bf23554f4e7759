namespace AgentCore.Emulator.Browser.Features.Actions;

/// <summary>How an action ended, whichever it was.</summary>
/// <param name="Status">SUCCESS or FAILED.</param>
/// <param name="Error">Why it failed.</param>
/// <param name="Image">The picture, of a screenshot.</param>
internal sealed record ActionResult(string Status, string? Error, ReadOnlyMemory<byte>? Image)
{
    /// <summary>It was done.</summary>
    public static ActionResult Success(byte[]? image) =>
        new("SUCCESS", null, image is null ? null : new ReadOnlyMemory<byte>(image));

    /// <summary>It was not.</summary>
    public static ActionResult Failed(string error) => new("FAILED", error, null);
}
