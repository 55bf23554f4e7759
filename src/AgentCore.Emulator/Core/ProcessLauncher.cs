using System.Collections.Concurrent;

namespace AgentCore.Emulator.Core;

/// <summary>
/// The one thread on which every child process is forked.
/// </summary>
/// <remarks>
/// A child that asks the kernel to end with its parent (<c>bwrap --die-with-parent</c>, PR_SET_PDEATHSIG) is killed when
/// the <em>thread</em> that forked it ends, not the process. Thread-pool threads retire when idle, so a child started
/// from one would be killed at random. This thread lives as long as the process.
/// </remarks>
internal static class ProcessLauncher
{
    private static readonly BlockingCollection<Action> Work = StartThread();

    /// <summary>Runs <paramref name="start"/> on the launcher thread and hands back what it returns or throws.</summary>
    public static Task<T> RunAsync<T>(Func<T> start)
    {
        var done = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        Work.Add(() =>
        {
            try
            {
                done.SetResult(start());
            }
            catch (Exception error)
            {
                done.SetException(error);
            }
        });
        return done.Task;
    }

    private static BlockingCollection<Action> StartThread()
    {
        var work = new BlockingCollection<Action>();
        new Thread(() =>
        {
            foreach (var action in work.GetConsumingEnumerable())
            {
                action();
            }
        })
        { IsBackground = true, Name = "process launcher" }.Start();
        return work;
    }
}
