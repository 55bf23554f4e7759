using System.Diagnostics.CodeAnalysis;

namespace AgentCore.Emulator.Browser.Features.Streams;

/// <summary>Limits how many clients are connected to one stream of a session at a time.</summary>
/// <param name="limit">How many.</param>
[SuppressMessage("Design", "CA1001", Justification = "A semaphore without a wait handle has nothing to free.")]
internal sealed class StreamSlots(long limit)
{
    // A client that reconnects, or a page that is loaded again, may be faster than the end of its former connection.
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(1);
    private readonly SemaphoreSlim _free = new((int)limit);

    /// <summary>Takes a slot, which the caller disposes when its client has disconnected.</summary>
    /// <returns>The slot; null when none becomes free within a second.</returns>
    public async Task<StreamSlot?> TakeAsync() => await _free.WaitAsync(Grace) ? new(_free) : null;
}

/// <summary>One client's connection to a stream; disposing it, once or more often, admits the next client.</summary>
/// <param name="free">Counts the free slots.</param>
internal sealed class StreamSlot(SemaphoreSlim free) : IDisposable
{
    private int _isFree;

    /// <inheritdoc/>
    public void Dispose()
    {
        if (Interlocked.Exchange(ref _isFree, 1) == 0)
        {
            free.Release();
        }
    }
}
