using System.Runtime.CompilerServices;
using AgentCore.Emulator.CodeInterpreter.Sandbox;
using AgentCore.Emulator.CodeInterpreter.Session;
using AgentCore.Emulator.CodeInterpreter.Tools;
using AgentCore.Emulator.Core;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit;

namespace Tests.Emulator.CodeInterpreter.Session;

/// <summary>What is remembered of a session that has ended: little.</summary>
public sealed class EndedSessionTests
{
    [Fact]
    public async Task Sandbox_and_tasks_are_forgotten_with_all_they_hold()
    {
        using var data = DataFolder.Open(null);
        await using var sandboxes = new SandboxPool(
            new GuestLauncher(
                new PythonFinder(),
                new JavaScriptRuntimes(),
                new(new() { AllowUnsandboxedCode = true }, data, NullLoggerFactory.Instance)),
            wanted: 1,
            NullLogger.Instance);
        var session = new CodeInterpreterSession(
            new("01EMULATORTESTSESSION00000", "r", "aws.codeinterpreter.v1", null, 60, DateTimeOffset.UtcNow),
            TimeProvider.System,
            new(),
            hasNetwork: false,
            sandboxes,
            NullLogger.Instance);
        var held = await UseAsync(session);
        Assert.All(held, one => Assert.True(one.IsAlive));

        await session.EndAsync("enough");

        Assert.Equal(("TERMINATED", "enough"), (session.Status, session.EndReason));
        while (held.Any(one => one.IsAlive))
        {
            TestContext.Current.CancellationToken.ThrowIfCancellationRequested();
            GC.Collect();
            await Task.Yield();
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static async Task<WeakReference[]> UseAsync(CodeInterpreterSession session)
    {
        await foreach (var started in new StartCommandExecution(new()).RunAsync(
            session, new() { Command = "echo on" }, CancellationToken.None))
        {
            var task = session.ToolState<CommandTasks>().Get(started.StructuredContent!.TaskId!);
            return [new(await session.GuestAsync(CancellationToken.None)), new(task)];
        }

        throw new InvalidOperationException("Not started.");
    }
}
