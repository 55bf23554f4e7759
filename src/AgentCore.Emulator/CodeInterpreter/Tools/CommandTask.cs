using System.Text;
using AgentCore.Emulator.CodeInterpreter.Sandboxing;

namespace AgentCore.Emulator.CodeInterpreter.Tools;

/// <summary>
/// A command that outlives the call that started it: submitted, then working, then completed, failed (it ended with
/// another exit code than 0) or canceled.
/// </summary>
internal sealed class CommandTask
{
    private readonly GuestCall _call;
    private readonly Task _reading;
    private readonly object _gate = new();
    private readonly CapturedText _stdout = new(dropsLastLineEnd: true);
    private readonly CapturedText _stderr = new(dropsLastLineEnd: false);
    private readonly StringBuilder _allStdout = new();
    private readonly StringBuilder _allStderr = new();
    private GuestEvent? _end;
    private bool _isCanceled;

    /// <summary>Follows a call that has begun.</summary>
    /// <param name="call">The running command.</param>
    public CommandTask(GuestCall call)
    {
        _call = call;
        _reading = ReadAsync();
    }

    /// <summary>taskId.</summary>
    public string Id { get; } = Guid.NewGuid().ToString("n");

    /// <summary>What is known of it now.</summary>
    public StructuredContent Now()
    {
        lock (_gate)
        {
            _allStdout.Append(_stdout.Take());
            _allStderr.Append(_stderr.Take());
            return new()
            {
                TaskId = Id,
                TaskStatus = Status,
                Stdout = _allStdout.ToString(),
                Stderr = _allStderr.ToString(),
                ExitCode = _end?.ExitCode,
                ExecutionTime = _end?.Seconds,
            };
        }
    }

    /// <summary>Ends the command if it still runs, and returns when it has ended.</summary>
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
            await foreach (var told in _call.Events.ReadAllAsync())
            {
                lock (_gate)
                {
                    Take(told);
                }
            }
        }
        catch (GuestLostException)
        {
            // Nobody can ask any more: the session ended with its sandbox.
        }
    }

    private void Take(GuestEvent told)
    {
        switch (told.Event)
        {
            case "stdout": _stdout.Add(told.Body.Span); break;
            case "stderr": _stderr.Add(told.Body.Span); break;
            default:
                _stderr.Add(told.Reason ?? "");
                _end = told;
                break;
        }
    }
}
