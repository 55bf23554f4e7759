using System.Collections.Concurrent;
using System.Text;
using AgentCore.Emulator.CodeInterpreter.Sandbox;
using AgentCore.Emulator.Core;
using AgentCore.Emulator.Generated;
using AgentCore.Emulator.Http;

namespace AgentCore.Emulator.CodeInterpreter.Tools;

/// <summary>
/// A command that runs on after the call that started it: submitted, then working, then completed, failed (an exit code
/// other than 0, or too long a time) or canceled.
/// </summary>
internal sealed class CommandTask : IDisposable
{
    /// <summary>Maximum length of the output that is kept, in bytes.</summary>
    public const int MaxOutputBytes = 10_000_000;

    private static readonly string CutNote =
        $"The output was cut off: a task keeps at most {MaxOutputBytes} bytes, fewer of characters that JSON escapes.";

    private readonly GuestCall _call;
    private readonly Task _reading;
    private readonly ITimer _timer;
    private readonly object _gate = new();
    private readonly SpillBuffer _stdout = new();
    private readonly SpillBuffer _stderr = new();
    private GuestEvent? _end;
    private string? _endReason;
    private bool _isCanceled;

    /// <summary>Creates a task for a call.</summary>
    /// <param name="call">The running command.</param>
    /// <param name="options">How long it may take.</param>
    public CommandTask(GuestCall call, EmulatorOptions options)
    {
        _call = call;
        _reading = ReadAsync();
        _timer = options.TimeProvider.CreateTimer(
            _ => EndInTime(options.TaskTimeout), null, options.TaskTimeout, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Id of the task, 32 hexadecimal digits.</summary>
    public string Id { get; } = Guid.NewGuid().ToString("n");

    /// <summary>Status and output so far.</summary>
    public ToolResultStructuredContent Snapshot()
    {
        lock (_gate)
        {
            var (stdout, stderr) = Output();
            return new()
            {
                TaskId = Id,
                TaskStatus = Status,
                Stdout = stdout,
                Stderr = stderr,
                ExitCode = _end?.ExitCode,
                ExecutionTime = _end?.Seconds,
            };
        }
    }

    /// <summary>Ends the command if it is running, and returns when it has ended.</summary>
    public async Task StopAsync()
    {
        lock (_gate)
        {
            _isCanceled |= _end is null;
        }

        await _call.InterruptAsync();
        await _reading;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _timer.Dispose();
        _stdout.Dispose();
        _stderr.Dispose();
    }

    private string Status => (_end, _isCanceled) switch
    {
        (null, _) => "working",
        (_, true) => "canceled",
        ({ ExitCode: 0, Reason: null }, _) when _endReason is null => "completed",
        _ => "failed",
    };

    private async Task ReadAsync()
    {
        try
        {
            await foreach (var received in _call.Events.ReadAllAsync())
            {
                lock (_gate)
                {
                    Add(received);
                }
            }
        }
        catch (GuestLostException)
        {
            // The session ended with its sandbox, and with it the task.
        }
    }

    private void EndInTime(TimeSpan timeout)
    {
        lock (_gate)
        {
            _endReason = _end is null
                ? $"The command was ended: a task can take at most {timeout.TotalSeconds:0.###} seconds."
                : null;
        }

        _ = _call.InterruptAsync(); // nothing when it has ended
    }

    private void Add(GuestEvent received)
    {
        switch (received.Event)
        {
            case "stdout": _stdout.Write(received.Body.Span); break;
            case "stderr": _stderr.Write(received.Body.Span); break;
            default: _end = received; break;
        }
    }

    private (string Stdout, string Stderr) Output()
    {
        var room = new ResultRoom();
        var (output, errors) = room.Fit(_stdout.ToArray(), _stderr.ToArray());
        var isCut = room.IsCut || _end is { Truncated: true };
        var notes = new StringBuilder(TextOf(errors.Span, isCut, dropsLastLineEnd: false)).Append(_end?.Reason);
        if (_endReason is { } reason)
        {
            CapturedText.AddNote(notes, reason);
        }

        if (isCut)
        {
            CapturedText.AddNote(notes, CutNote);
        }

        return (TextOf(output.Span, isCut, dropsLastLineEnd: true), notes.ToString());
    }

    private string TextOf(ReadOnlySpan<byte> written, bool isCut, bool dropsLastLineEnd)
    {
        var text = new CapturedText(dropsLastLineEnd);
        text.Add(written);
        return _end is null ? text.Take() : text.TakeLast(isCut);
    }
}

/// <summary>The tasks of a session, ended ones included.</summary>
internal sealed class CommandTasks : IDisposable
{
    private const int MaxTasks = 100;
    private readonly ConcurrentDictionary<string, CommandTask> _tasks = new();

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var task in _tasks.Values)
        {
            task.Dispose();
        }
    }

    /// <summary>Adds a task.</summary>
    public void Add(CommandTask task) => _tasks[task.Id] = task;

    /// <summary>Checks that the session can have another task.</summary>
    /// <exception cref="ServiceException">The quota is used up.</exception>
    public void CheckRoom()
    {
        if (_tasks.Count >= MaxTasks)
        {
            throw ServiceErrors.QuotaExceeded($"A session can have at most {MaxTasks} tasks. Start another session.");
        }
    }

    /// <summary>The task of this id.</summary>
    /// <exception cref="ServiceException">It was not found.</exception>
    public CommandTask Get(string id) =>
        _tasks.GetValueOrDefault(id) ?? throw ServiceErrors.NotFound($"There is no task {id} in this session.");
}
