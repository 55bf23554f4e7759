using AgentCore.Emulator.CodeInterpreter.Sandbox;
using AgentCore.Emulator.CodeInterpreter.Session;
using AgentCore.Emulator.Generated;

namespace AgentCore.Emulator.CodeInterpreter.Tools;

/// <summary>Runs a request about files to its end.</summary>
internal static class FileCall
{
    /// <summary>The last event, and those before it.</summary>
    public static async Task<(GuestEvent End, IReadOnlyList<GuestEvent> Told)> RunAsync(
        CodeInterpreterSession session,
        GuestRequest request,
        ReadOnlyMemory<byte>[] body,
        CancellationToken cancellationToken)
    {
        var guest = await session.GuestAsync(cancellationToken);
        var call = await guest.BeginAsync(request, body);
        var told = new List<GuestEvent>();
        await foreach (var one in call.Events.ReadAllAsync(cancellationToken))
        {
            told.Add(one);
        }

        return (told[^1], told[..^1]);
    }

    /// <summary>The result of a request that was refused; null when it was not.</summary>
    public static CodeInterpreterResult? FailureOf(GuestEvent end) => end.Reason is { } reason ? ToolResults.Failure(reason) : null;
}
