namespace AgentCore.Tests.Emulator.Protocol;

/// <summary>A clock that tells the real time but whose timers go off only when a test lets time elapse.</summary>
internal sealed class HeldClock : TimeProvider
{
    private readonly List<Held> _timers = [];

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new Held(() => callback(state), dueTime);
        lock (_timers)
        {
            _timers.Add(timer);
        }

        return timer;
    }

    /// <summary>Lets all timers go off that are due when this much time has passed since they were made.</summary>
    public void Elapse(TimeSpan time)
    {
        Held[] due;
        lock (_timers)
        {
            due = [.. _timers.Where(timer => timer.Due <= time)];
        }

        foreach (var timer in due)
        {
            timer.Fire();
        }
    }

    private sealed class Held(Action fire, TimeSpan due) : ITimer
    {
        private Action? _fire = fire;

        public TimeSpan Due { get; } = due;

        public void Fire() => Interlocked.Exchange(ref _fire, null)?.Invoke();

        public bool Change(TimeSpan dueTime, TimeSpan period) => throw new NotSupportedException();

        public void Dispose() => _fire = null;

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
