using AgentCore.Service;

namespace AgentCore.Cmdlets.Base;

/// <summary>Runs a command's work on the thread pool while the pipeline thread does what only it may do.</summary>
/// <remarks>
/// PowerShell lets a cmdlet write, ask and prompt on the pipeline thread alone. The work posts such steps here; the
/// pipeline thread takes them in order until the work ends. The work waits for each step that returns a result, so
/// nothing is fetched ahead of what the rest of the pipeline wants.
/// </remarks>
internal sealed class CommandPump
{
    // Ctrl+C has to end the command within half a second, whether the work reacts to it or not.
    private static readonly TimeSpan StopGrace = TimeSpan.FromMilliseconds(300);

    // Where downstream has enough, the work may still put away what it opened.
    public static readonly TimeSpan CleanupGrace = TimeSpan.FromSeconds(10);

    private readonly object _gate = new();
    private readonly Queue<Step> _steps = new();
    private bool _closed;

    /// <summary>Queues a step that nobody waits for; after the end of the command it is dropped.</summary>
    public void Post(Action step) => Add(new Step(step, static () => { }));

    /// <summary>Queues a step and completes when the pipeline thread has done it.</summary>
    /// <exception cref="OperationCanceledException">The command ended before, or in, the step.</exception>
    public Task<T> AskAsync<T>(Func<T> step)
    {
        var result = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        Add(new Step(() => result.SetResult(step()), () => result.TrySetCanceled()));
        return result.Task;
    }

    /// <summary>Called on the pipeline thread: starts the work and serves it until it ends or is stopped.</summary>
    /// <param name="work">Gets a token that is cancelled on Ctrl+C and when a step stops the pipeline.</param>
    /// <param name="cancellationToken">Cancelled by Ctrl+C.</param>
    public void Run(Func<CancellationToken, Task> work, CancellationToken cancellationToken)
    {
        using var cancel = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        using var woken = cancellationToken.Register(Wake);
        var token = cancel.Token;
        var task = Task.Run(() => work(token), CancellationToken.None);
        _ = task.ContinueWith(_ => Wake(), CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
        try
        {
            while (Next(task, cancellationToken) is { } step)
            {
                step.Do();
            }
        }
        catch
        {
            // PowerShell's own exceptions (downstream has enough, -ErrorAction Stop) pass through here.
            Close();
            cancel.Cancel();
            Await(task, cancellationToken);
            throw;
        }

        Close();
        if (cancellationToken.IsCancellationRequested)
        {
            Await(task, cancellationToken);
        }
        else
        {
            task.GetAwaiter().GetResult();
        }
    }

    private Step? Next(Task task, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            while (true)
            {
                if (cancellationToken.IsCancellationRequested)
                {
                    return null;
                }

                if (_steps.Count > 0)
                {
                    return _steps.Dequeue();
                }

                if (task.IsCompleted)
                {
                    return null;
                }

                Monitor.Wait(_gate);
            }
        }
    }

    private void Add(Step step)
    {
        lock (_gate)
        {
            if (!_closed)
            {
                _steps.Enqueue(step);
                Monitor.Pulse(_gate);
                return;
            }
        }

        step.Cancel();
    }

    private void Wake()
    {
        lock (_gate)
        {
            Monitor.Pulse(_gate);
        }
    }

    private void Close()
    {
        Step[] left;
        lock (_gate)
        {
            _closed = true;
            left = [.. _steps];
            _steps.Clear();
        }

        foreach (var step in left)
        {
            step.Cancel();
        }
    }

    // Only waits: nobody can be given the error of the work any more.
    private static void Await(Task task, CancellationToken cancellationToken)
    {
        var done = task.ContinueWith(
            static ended => ended.Exception,
            CancellationToken.None,
            TaskContinuationOptions.None,
            TaskScheduler.Default);
        try
        {
            done.Wait((int)CleanupGrace.TotalMilliseconds, cancellationToken);
        }
        catch (OperationCanceledException)
        {
            done.Wait((int)StopGrace.TotalMilliseconds, CancellationToken.None);
        }

        BackgroundCleanup.Track(done);
    }

    private sealed class Step(Action run, Action cancel)
    {
        public void Do()
        {
            try
            {
                run();
            }
            catch
            {
                cancel();
                throw;
            }
        }

        public void Cancel() => cancel();
    }
}
