using AgentCore.Emulator.CodeInterpreter.Sandbox;
using AgentCore.Emulator.CodeInterpreter.Session;
using AgentCore.Emulator.Generated;

namespace AgentCore.Emulator.CodeInterpreter.Tools;

/// <summary>Runs a file request of the guest program to its end.</summary>
internal static class FileCall
{
    /// <summary>Returns the last event, and those before it.</summary>
    public static async Task<(GuestEvent End, IReadOnlyList<GuestEvent> Earlier)> RunAsync(
        CodeInterpreterSession session,
        GuestRequest request,
        ReadOnlyMemory<byte>[] body,
        CancellationToken cancellationToken)
    {
        var guest = await session.GuestAsync(cancellationToken);
        var call = await guest.BeginAsync(request, body);
        var events = new List<GuestEvent>();
        await foreach (var one in call.Events.ReadAllAsync(cancellationToken))
        {
            events.Add(one);
        }

        return (events[^1], events[..^1]);
    }

    /// <summary>The result for a rejected request; null when it was not rejected.</summary>
    public static CodeInterpreterResult? FailureOf(GuestEvent end) =>
        end.Reason is { } reason ? ToolResults.Failure(reason) : null;
}
