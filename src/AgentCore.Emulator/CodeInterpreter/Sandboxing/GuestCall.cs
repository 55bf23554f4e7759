using System.Threading.Channels;

namespace AgentCore.Emulator.CodeInterpreter.Sandboxing;

/// <summary>One call that the guest program works on. Its events come until the last one; a loss faults the reader.</summary>
/// <param name="cancel">Asks the guest program to end it.</param>
internal sealed class GuestCall(Func<Task> cancel)
{
    private readonly Channel<GuestEvent> _events = Channel.CreateUnbounded<GuestEvent>(new() { SingleWriter = true });

    /// <summary>The events, as they come.</summary>
    public ChannelReader<GuestEvent> Events => _events.Reader;

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
    public Task InterruptAsync() => IsOver ? Task.CompletedTask : cancel();

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
}
