using System.Diagnostics.CodeAnalysis;
using AgentCore.Emulator.Browser.Cdp;
using AgentCore.Emulator.Browser.Session;
using AgentCore.Emulator.Http;

namespace AgentCore.Emulator.Browser.Features.Actions;

/// <summary>
/// Performs the actions of one session, one after the other, each on the page that is shown then. A page that cannot
/// take one (crashed, busy, waiting in a dialog) costs the caller a limited time, never a hang.
/// </summary>
[SuppressMessage("Design", "CA1001", Justification = "A semaphore whose wait handle nobody asks for holds nothing.")]
internal sealed class ActionRunner(BrowserSession session)
{
    // The longest actions are 10,000 typed characters and 100 presses; a page that is well needs a few seconds for them.
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);
    private readonly SemaphoreSlim _turn = new(1, 1);

    /// <summary>Performs an action that gives nothing back.</summary>
    public Task<ActionResult> RunAsync(Func<ShownPage, Task> action) => RunAsync(async page =>
    {
        await action(page);
        return (byte[]?)null;
    });

    /// <summary>Performs an action.</summary>
    /// <exception cref="ServiceException">Automation is disabled, or the session ended meanwhile.</exception>
    public async Task<ActionResult> RunAsync(Func<ShownPage, Task<byte[]?>> action)
    {
        var cut = session.Automation.Enter();
        using var over = CancellationTokenSource.CreateLinkedTokenSource(cut, session.Ended);
        over.CancelAfter(Limit);
        try
        {
            return await InTurnAsync(action, over.Token);
        }
        catch (Exception error) when (error is ActionFailedException or CdpException or OperationCanceledException)
        {
            return session.EndReason is { } reason
                ? throw ServiceErrors.NotFound($"The browser session {session.Seed.Id} has ended: {reason}.")
                : ActionResult.Failed(error switch
                {
                    ActionFailedException => error.Message,
                    CdpException => $"The browser refused it: {error.Message}",
                    _ when cut.IsCancellationRequested => "Automation of this session was disabled meanwhile.",
                    _ => $"It was not done within {Limit.TotalSeconds:0} seconds.",
                });
        }
    }

    private async Task<ActionResult> InTurnAsync(Func<ShownPage, Task<byte[]?>> action, CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            await using var page = await ShownPage.OpenAsync(session, cancellationToken);
            return ActionResult.Success(await action(page));
        }
        finally
        {
            _turn.Release();
        }
    }
}
