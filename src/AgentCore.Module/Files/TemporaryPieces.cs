using AgentCore.Errors;

namespace AgentCore.Files;

/// <summary>The pieces of one big file in a session, on their way up or down.</summary>
/// <remarks>
/// A call that is under way is waited for, never cut off: otherwise a piece could land after the others were discarded.
/// </remarks>
internal sealed class TemporaryPieces(SessionFiles files)
{
    private readonly List<Task> _pending = [];

    /// <summary>How the names of all pieces begin; their numbers follow.</summary>
    public string Prefix { get; } = ".agentcore-" + Guid.NewGuid().ToString("N") + "-";

    /// <summary>The name of a piece.</summary>
    public string Name(int number) => Prefix + number.ToString(System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>Waits for a call about the pieces; a cancellation ends the wait, not the call.</summary>
    public async Task<T> WaitAsync<T>(Task<T> call, CancellationToken cancellationToken)
    {
        lock (_pending)
        {
            // One that is over has the content of its piece.
            _pending.RemoveAll(static earlier => earlier.IsCompleted);
            _pending.Add(call);
        }

        return await call.WaitAsync(cancellationToken);
    }

    /// <summary>
    /// Removes those that are left; a failure is dropped, since the transfer's own error is reported.
    /// </summary>
    public async Task DiscardAsync()
    {
        Task[] pending;
        lock (_pending)
        {
            pending = [.. _pending];
        }

        foreach (var call in pending)
        {
            try
            {
                await call;
            }
            catch (AgentCoreException)
            {
                // Whoever waited for the call has the error.
            }
        }

        await files.RunAsync("discard", [new FileRequest(Prefix)], CancellationToken.None)
            .ContinueWith(static done => done.Exception, TaskScheduler.Default);
    }
}
