using System.Buffers;
using AgentCore.Emulator.CodeInterpreter.Sandbox;
using AgentCore.Emulator.Generated;

namespace AgentCore.Emulator.CodeInterpreter.Tools;

/// <summary>
/// A command that outlives the call that started it: submitted, then working, then completed, failed (it ended with
/// another exit code than 0) or canceled.
/// </summary>
internal sealed class CommandTask
{
    /// <summary>Most bytes of output that are kept until the session ends.</summary>
    public const int LongestOutput = 10_000_000;

    private readonly GuestCall _call;
    private readonly Task _reading;
    private readonly object _gate = new();
    private readonly ArrayBufferWriter<byte> _stdout = new();
    private readonly ArrayBufferWriter<byte> _stderr = new();
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
    public ToolResultStructuredContent Now()
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
            case "stdout": _stdout.Write(told.Body.Span); break;
            case "stderr": _stderr.Write(told.Body.Span); break;
            default: _end = told; break;
        }
    }

    private string ErrorText()
    {
        var text = TextOf(_stderr, dropsLastLineEnd: false) + _end?.Reason;
        return _end is { Truncated: true }
            ? CapturedText.WithCutNote(text, $"it is longer than {LongestOutput} bytes")
            : text;
    }

    // Kept as bytes, half as long as text and only once: a session may have many tasks, and few ask for all of them.
    private string TextOf(ArrayBufferWriter<byte> written, bool dropsLastLineEnd)
    {
        var text = new CapturedText(dropsLastLineEnd);
        text.Add(written.WrittenSpan);
        return _end is null ? text.Take() : text.TakeLast(_end.Truncated);
    }
}
