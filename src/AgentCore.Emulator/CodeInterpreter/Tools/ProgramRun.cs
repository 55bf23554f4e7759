using System.Runtime.CompilerServices;
using AgentCore.Emulator.CodeInterpreter.Sandbox;
using AgentCore.Emulator.Generated;

namespace AgentCore.Emulator.CodeInterpreter.Tools;

/// <summary>
/// Turns the events of a running call into results: one for a short call, several with output as it arrives for a
/// longer one. The texts of several results add up; only the last one has the exit code.
/// </summary>
internal static class ProgramRun
{
    private static readonly TimeSpan FirstPartDelay = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan PartInterval = TimeSpan.FromMilliseconds(100);

    /// <summary>The results. When the reader stops before the last one, the program of the call is ended.</summary>
    /// <param name="call">The call.</param>
    /// <param name="part">Creates a result from standard output and standard error, when others follow.</param>
    /// <param name="last">Creates the last result.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public static async IAsyncEnumerable<CodeInterpreterResult> ReadAsync(
        GuestCall call,
        Func<string, string, CodeInterpreterResult> part,
        Func<CallOutput, GuestEvent, CodeInterpreterResult> last,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var output = new CallOutput();
        var due = Task.Delay(FirstPartDelay, cancellationToken);
        try
        {
            while (true)
            {
                var more = call.Events.WaitToReadAsync(cancellationToken).AsTask();
                if (output.HasText)
                {
                    await Task.WhenAny(more, due);
                }

                if (output.HasText && due.IsCompletedSuccessfully)
                {
                    yield return Part(output, part);
                    due = Task.Delay(PartInterval, cancellationToken);
                }

                await more;
                while (call.Events.TryRead(out var received))
                {
                    if (received.IsLast)
                    {
                        yield return received.Reason is { } reason
                            ? ToolResults.Failure(reason)
                            : last(output, received);
                        yield break;
                    }

                    output.Add(received);
                    if (output.IsFull)
                    {
                        yield return Part(output, part);
                    }
                }
            }
        }
        finally
        {
            await call.CancelAsync();
        }
    }

    private static CodeInterpreterResult Part(CallOutput output, Func<string, string, CodeInterpreterResult> part)
    {
        var (stdout, stderr) = output.Take();
        return part(stdout, stderr);
    }
}

/// <summary>Output of a call that was not yet sent.</summary>
internal sealed class CallOutput
{
    // As JSON, an event is a few times longer, and readers may limit it.
    private const int MaxPartLength = 1024 * 1024;
    private const int MaxErrorLength = 64 * 1024;

    private readonly CapturedText _stdout = new(dropsLastLineEnd: true);
    private readonly CapturedText _stderr = new(dropsLastLineEnd: false);
    private readonly List<ContentBlock> _images = [];
    private string _earlierErrors = "";

    /// <summary>Whether there is text to send.</summary>
    public bool HasText => _stdout.Length + _stderr.Length > 0;

    /// <summary>Whether there is so much text that it should be sent now.</summary>
    public bool IsFull => _stdout.Length + _stderr.Length >= MaxPartLength;

    /// <summary>The images, in the order of their creation; they are sent with the last result.</summary>
    public IReadOnlyList<ContentBlock> Images => _images;

    /// <summary>Adds an event.</summary>
    public void Add(GuestEvent received)
    {
        switch (received.Event)
        {
            case "stdout": _stdout.Add(received.Body.Span); break;
            case "stderr": _stderr.Add(received.Body.Span); break;
            case "image": _images.Add(ToolResults.Image(received.Body)); break;
            case "lost":
                _stderr.Add($"The Python interpreter ended after the last call ({Cause(received)}). ");
                _stderr.Add("A new one was started, and the variables are lost.\n");
                break;
        }
    }

    /// <summary>The text since the last call, when more follows.</summary>
    public (string Stdout, string Stderr) Take()
    {
        var stderr = _stderr.Take();
        _earlierErrors = EndOf(_earlierErrors + stderr);
        return (_stdout.TakeAll(), stderr);
    }

    /// <summary>The end of standard error, including what was already sent.</summary>
    /// <param name="rest">The part that was taken last.</param>
    public string ErrorText(string rest) => EndOf(_earlierErrors + rest);

    /// <summary>The rest, with notes about what the program itself could not report.</summary>
    public (string Stdout, string Stderr) TakeLast(GuestEvent end)
    {
        var stderr = _stderr.TakeLast(end.Truncated);
        if (end.Died)
        {
            stderr += $"The Python interpreter ended ({Cause(end)}). "
                + "The variables are lost. The next call starts a new interpreter.\n";
        }

        return (
            _stdout.TakeLast(end.Truncated),
            end.Truncated
                ? CapturedText.WithCutNote(
                    stderr, $"with its images it is longer than {Limits.ToolTextMaxLength} bytes")
                : stderr);
    }

    private static string EndOf(string text)
    {
        var start = Math.Max(0, text.Length - MaxErrorLength);
        return text[(start > 0 && char.IsLowSurrogate(text[start]) ? start + 1 : start)..];
    }

    private static string Cause(GuestEvent received) => received.Signal switch
    {
        null => $"it ended with exit code {received.ExitCode}",
        "SIGKILL" => "SIGKILL: it was killed manually or because it used too much memory",
        var signal => signal,
    };
}
