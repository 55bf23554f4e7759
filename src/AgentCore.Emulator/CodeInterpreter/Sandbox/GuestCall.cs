using System.Diagnostics.CodeAnalysis;
using System.Threading.Channels;

namespace AgentCore.Emulator.CodeInterpreter.Sandbox;

/// <summary>
/// A call that the guest program runs. The reader gets its events up to the last one, or faults when the guest is lost.
/// The guest sends a few MB of output ahead of the reader, and holds back the rest.
/// </summary>
internal sealed class GuestCall
{
    private readonly Channel<GuestEvent> _events = Channel.CreateUnbounded<GuestEvent>(new() { SingleWriter = true });
    private readonly Func<Task> _cancel;

    /// <summary>Creates a call.</summary>
    /// <param name="cancel">Asks the guest program to end the call.</param>
    /// <param name="taken">Tells the guest program how many bytes of output were read.</param>
    public GuestCall(Func<Task> cancel, Func<int, Task> taken)
    {
        _cancel = cancel;
        Events = new AcknowledgingReader(_events.Reader, count => IsOver ? Task.CompletedTask : taken(count));
    }

    /// <summary>The events, as they arrive.</summary>
    public ChannelReader<GuestEvent> Events { get; }

    /// <summary>Whether the last event has arrived.</summary>
    public bool IsOver { get; private set; }

    /// <summary>Adds an event. Called by the reading thread of the guest only.</summary>
    public void Add(GuestEvent received)
    {
        _events.Writer.TryWrite(received);
        if (received.IsLast)
        {
            IsOver = true;
            _events.Writer.TryComplete();
        }
    }

    /// <summary>Faults the reader, because the guest is lost.</summary>
    public void Fail(Exception reason)
    {
        IsOver = true;
        _events.Writer.TryComplete(reason);
    }

    /// <summary>Asks the guest to end the program of the call, first by an interrupt. The last event follows.</summary>
    public Task InterruptAsync() => IsOver ? Task.CompletedTask : _cancel();

    /// <summary>
    /// Ends the program of the call and returns when it has ended. Nobody else may read the events meanwhile.
    /// </summary>
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
                // Nobody needs the events, but the program must have ended before another starts.
            }
        }
        catch (GuestLostException)
        {
            // The program has ended with the guest.
        }
    }

    // Acknowledges what is read, one MB at a time.
    private sealed class AcknowledgingReader(ChannelReader<GuestEvent> events, Func<int, Task> taken)
        : ChannelReader<GuestEvent>
    {
        private const int Step = 1024 * 1024;
        private int _unacknowledged;

        public override Task Completion => events.Completion;

        public override ValueTask<bool> WaitToReadAsync(CancellationToken cancellationToken = default) =>
            events.WaitToReadAsync(cancellationToken);

        public override bool TryRead([MaybeNullWhen(false)] out GuestEvent item)
        {
            if (!events.TryRead(out item))
            {
                return false;
            }

            _unacknowledged += item.Event is "stdout" or "stderr" ? item.Body.Length : 0;
            if (_unacknowledged >= Step)
            {
                _ = taken(_unacknowledged); // does not fail: when the guest is lost, the reader faults
                _unacknowledged = 0;
            }

            return true;
        }
    }
}
