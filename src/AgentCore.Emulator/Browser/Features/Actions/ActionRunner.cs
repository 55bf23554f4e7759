using System.Diagnostics.CodeAnalysis;
using AgentCore.Emulator.Browser.Cdp;
using AgentCore.Emulator.Browser.Session;
using AgentCore.Emulator.Http;

namespace AgentCore.Emulator.Browser.Features.Actions;

/// <summary>
/// Performs the actions of a session, one after the other, each on the page that is visible then. A page that cannot
/// take one (crashed, busy, waiting in a dialog) costs the caller a limited time, never a hang.
/// </summary>
[SuppressMessage("Design", "CA1001", Justification = "A semaphore holds nothing while its wait handle is not used.")]
internal sealed class ActionRunner : IBrowserFeature
{
    // The longest actions are 10,000 typed characters and 100 presses; a responsive page needs a few seconds for them.
    private static readonly TimeSpan ActionTimeout = TimeSpan.FromSeconds(60);
    private readonly SemaphoreSlim _actionLock = new(1, 1);

    /// <summary>
    /// Performs an action, which returns an image or nothing. The service itself acts, so that the status of the
    /// automation stream does not matter.
    /// </summary>
    /// <exception cref="ServiceException">The session has ended.</exception>
    public async Task<ActionResult> RunAsync(BrowserSession session, Func<ShownPage, Task<byte[]?>> action)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(session.Ended);
        limit.CancelAfter(ActionTimeout);
        try
        {
            return await RunAloneAsync(session, action, limit.Token);
        }
        catch (Exception error) when (error is ActionFailedException or CdpException or OperationCanceledException)
        {
            return session.EndReason is { } reason
                ? throw ServiceErrors.NotFound($"The browser session {session.Seed.Id} has ended: {reason}.")
                : ActionResult.Failed(error switch
                {
                    ActionFailedException => error.Message,
                    CdpException => $"The browser reported an error: {error.Message}",
                    _ => $"The action was not completed within {ActionTimeout.TotalSeconds:0} seconds.",
                });
        }
    }

    private async Task<ActionResult> RunAloneAsync(
        BrowserSession session, Func<ShownPage, Task<byte[]?>> action, CancellationToken cancellationToken)
    {
        await _actionLock.WaitAsync(cancellationToken);
        try
        {
            await using var page = await ShownPage.OpenAsync(session, cancellationToken);
            return ActionResult.Success(await action(page));
        }
        finally
        {
            _actionLock.Release();
        }
    }
}

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
