using System.Runtime.CompilerServices;
using AgentCore.Emulator.CodeInterpreter.Sandbox;
using AgentCore.Emulator.Core;
using AgentCore.Emulator.Generated;
using AgentCore.Emulator.Http;

namespace AgentCore.Emulator.CodeInterpreter.Tools;

/// <summary>
/// Turns the events of a running call into its result: one, as the service sends. As a setting, a call that takes
/// longer gives several, with output as it arrives; their texts add up, and only the last one has the exit code.
/// </summary>
/// <param name="options">Whether output is sent as it arrives, and how long a call may take.</param>
internal sealed class ProgramRun(EmulatorOptions options)
{
    // As JSON, an event is a few times longer, and readers may limit it.
    private const int MaxPartLength = 1024 * 1024;
    private static readonly string LimitOfCall =
        $"a call returns at most {Limits.ToolTextMaxLength} bytes. Let the program write into a file.";

    private static readonly string LimitOfResult =
        $"a result has at most {EventStreamFrame.MaxPayload} bytes, and text is in it twice. "
            + "Let the program write into a file.";

    private static readonly TimeSpan FirstPartDelay = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan PartInterval = TimeSpan.FromMilliseconds(100);

    /// <summary>Maximum length of what the guest program sends of a call's output, in bytes.</summary>
    public long Limit => options.IncrementalResults ? Limits.ToolTextMaxLength : ResultRoom.MaxTextBytes;

    /// <summary>The results. When the reader stops before the last one, the program of the call is ended.</summary>
    /// <param name="call">The call.</param>
    /// <param name="part">Creates a result from standard output and standard error, when others follow.</param>
    /// <param name="last">Creates the last result.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public async IAsyncEnumerable<CodeInterpreterResult> ReadAsync(
        GuestCall call,
        Func<string, string, CodeInterpreterResult> part,
        Func<CallOutput, GuestEvent, CodeInterpreterResult> last,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var output = new CallOutput(options.IncrementalResults ? LimitOfCall : LimitOfResult);
        using var timer = options.TimeProvider.CreateTimer(
            _ => EndInTime(call, output), null, options.InvokeTimeout, Timeout.InfiniteTimeSpan);
        var due = Task.Delay(FirstPartDelay, cancellationToken);
        try
        {
            while (true)
            {
                var more = call.Events.WaitToReadAsync(cancellationToken).AsTask();
                if (options.IncrementalResults && output.Length > 0)
                {
                    await Task.WhenAny(more, due);
                    if (due.IsCompletedSuccessfully)
                    {
                        yield return Part(output, part);
                        due = Task.Delay(PartInterval, cancellationToken);
                    }
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
                    if (options.IncrementalResults && output.Length >= MaxPartLength)
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

    private void EndInTime(GuestCall call, CallOutput output)
    {
        if (!call.IsOver)
        {
            output.EndReason =
                $"The program was ended: a call can take at most {options.InvokeTimeout.TotalSeconds:0.###} seconds. "
                    + "A command that takes longer can run in the background, by startCommandExecution.";
            _ = call.InterruptAsync(); // does not fail: when the guest is lost, the reader faults
        }
    }
}
