using System.Buffers;
using System.Collections.Concurrent;
using AgentCore.Emulator.CodeInterpreter.Sandbox;
using AgentCore.Emulator.Generated;
using AgentCore.Emulator.Http;

namespace AgentCore.Emulator.CodeInterpreter.Tools;

/// <summary>
/// A command that runs on after the call that started it: submitted, then working, then completed, failed (an exit code
/// other than 0) or canceled.
/// </summary>
internal sealed class CommandTask
{
    /// <summary>Maximum length of the output that is kept, in bytes.</summary>
    public const int MaxOutputBytes = 10_000_000;

    private readonly GuestCall _call;
    private readonly Task _reading;
    private readonly object _gate = new();
    private readonly ArrayBufferWriter<byte> _stdout = new();
    private readonly ArrayBufferWriter<byte> _stderr = new();
    private GuestEvent? _end;
    private bool _isCanceled;

    /// <summary>Creates a task for a call.</summary>
    /// <param name="call">The running command.</param>
    public CommandTask(GuestCall call)
    {
        _call = call;
        _reading = ReadAsync();
    }

    /// <summary>Id of the task, 32 hexadecimal digits.</summary>
    public string Id { get; } = Guid.NewGuid().ToString("n");

    /// <summary>Status and output so far.</summary>
    public ToolResultStructuredContent Snapshot()
    {
        lock (_gate)
        {
            return new()
            {
                TaskId = Id,
                TaskStatus = Status,
                Stdout = TextOf(_stdout, dropsLastLineEnd: true),
                Stderr = ErrorText(),
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

    private string Status => (_end, _isCanceled) switch
    {
        (null, _) => "working",
        (_, true) => "canceled",
        ({ ExitCode: 0, Reason: null }, _) => "completed",
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

    private void Add(GuestEvent received)
    {
        switch (received.Event)
        {
            case "stdout": _stdout.Write(received.Body.Span); break;
            case "stderr": _stderr.Write(received.Body.Span); break;
            default: _end = received; break;
        }
    }

    private string ErrorText()
    {
        var text = TextOf(_stderr, dropsLastLineEnd: false) + _end?.Reason;
        return _end is { Truncated: true }
            ? CapturedText.WithCutNote(text, $"it is longer than {MaxOutputBytes} bytes")
            : text;
    }

    // Kept as bytes, which take half the memory of text: a session may have many tasks.
    private string TextOf(ArrayBufferWriter<byte> written, bool dropsLastLineEnd)
    {
        var text = new CapturedText(dropsLastLineEnd);
        text.Add(written.WrittenSpan);
        return _end is null ? text.Take() : text.TakeLast(_end.Truncated);
    }
}

/// <summary>The tasks of a session, ended ones included.</summary>
internal sealed class CommandTasks
{
    private const int MaxTasks = 100;
    private readonly ConcurrentDictionary<string, CommandTask> _tasks = new();

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
