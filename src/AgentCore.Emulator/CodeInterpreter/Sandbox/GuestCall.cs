using System.Diagnostics.CodeAnalysis;
using System.Threading.Channels;

namespace AgentCore.Emulator.CodeInterpreter.Sandbox;

/// <summary>
/// One call that the guest program works on. Its events come until the last one; a loss faults the reader. Output that
/// nobody reads stays in the guest: it sends a few MB, and more as what came is taken.
/// </summary>
internal sealed class GuestCall
{
    private readonly Channel<GuestEvent> _events = Channel.CreateUnbounded<GuestEvent>(new() { SingleWriter = true });
    private readonly Func<Task> _cancel;

    /// <summary>Begins to take events in.</summary>
    /// <param name="cancel">Asks the guest program to end it.</param>
    /// <param name="taken">Tells the guest program how many bytes of output were taken.</param>
    public GuestCall(Func<Task> cancel, Func<int, Task> taken)
    {
        _cancel = cancel;
        Events = new Taking(_events.Reader, count => IsOver ? Task.CompletedTask : taken(count));
    }

    /// <summary>The events, as they come.</summary>
    public ChannelReader<GuestEvent> Events { get; }

    /// <summary>Whether the last event has been taken in.</summary>
    public bool IsOver { get; private set; }

    /// <summary>Takes an event in. Called by the guest's reader only.</summary>
    public void Add(GuestEvent told)
    {
        _events.Writer.TryWrite(told);
        if (told.IsLast)
        {
            IsOver = true;
            _events.Writer.TryComplete();
        }
    }

    /// <summary>Fails whoever reads: the guest is gone.</summary>
    public void Fail(Exception reason)
    {
        IsOver = true;
        _events.Writer.TryComplete(reason);
    }

    /// <summary>Asks for the end of the call's program, first by an interrupt; the last event tells of it.</summary>
    public Task InterruptAsync() => IsOver ? Task.CompletedTask : _cancel();

    /// <summary>Ends the call's program and returns when it is over. Nobody else may read the events meanwhile.</summary>
    public async Task CancelAsync()
    {
        if (IsOver)
        {
            return;
        }

        await InterruptAsync();
        try
        {
            await foreach (var _ in Events.ReadAllAsync())
            {
                // Nobody is interested any more, but the program must have ended before another begins.
            }
        }
        catch (GuestLostException)
        {
            // Ended all the same.
        }
    }

    // Tells of what is read, some of it at a time.
    private sealed class Taking(ChannelReader<GuestEvent> events, Func<int, Task> taken) : ChannelReader<GuestEvent>
    {
        private const int Some = 1024 * 1024;
        private int _untold;

        public override Task Completion => events.Completion;

        public override ValueTask<bool> WaitToReadAsync(CancellationToken cancellationToken = default) =>
            events.WaitToReadAsync(cancellationToken);

        public override bool TryRead([MaybeNullWhen(false)] out GuestEvent item)
        {
            if (!events.TryRead(out item))
            {
                return false;
            }

            _untold += item.Event is "stdout" or "stderr" ? item.Body.Length : 0;
            if (_untold >= Some)
            {
                _ = taken(_untold); // does not fail: a guest that is gone fails the reader
                _untold = 0;
            }

            return true;
        }
    }
}
