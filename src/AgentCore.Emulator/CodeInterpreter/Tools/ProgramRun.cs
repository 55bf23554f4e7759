using System.Runtime.CompilerServices;
using AgentCore.Emulator.CodeInterpreter.Sandbox;
using AgentCore.Emulator.Generated;

namespace AgentCore.Emulator.CodeInterpreter.Tools;

/// <summary>
/// Turns the events of a running call into results: one for a short call; for one that takes longer, what it writes as
/// it comes. Texts of several results add up; only the last one tells the end.
/// </summary>
internal static class ProgramRun
{
    private static readonly TimeSpan Short = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    /// <summary>The results. When the reader goes away before the last one, the call's program is ended.</summary>
    /// <param name="call">The call.</param>
    /// <param name="part">Makes a result that others follow, of standard output and standard error.</param>
    /// <param name="last">Makes the last one.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public static async IAsyncEnumerable<CodeInterpreterResult> ReadAsync(
        GuestCall call,
        Func<string, string, CodeInterpreterResult> part,
        Func<CallOutput, GuestEvent, CodeInterpreterResult> last,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var output = new CallOutput();
        var due = Task.Delay(Short, cancellationToken);
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
                    due = Task.Delay(Pause, cancellationToken);
                }

                await more;
                while (call.Events.TryRead(out var told))
                {
                    if (told.IsLast)
                    {
                        yield return told.Reason is { } reason ? ToolResults.Failure(reason) : last(output, told);
                        yield break;
                    }

                    output.Add(told);
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
