using System.Collections;
using System.Collections.Concurrent;
using System.ComponentModel;
using System.Diagnostics;

namespace AgentCore.Emulator.Core;

/// <summary>
/// A child process: started, then exited, then disposed. Killing, waiting and disposing are safe in any order and from
/// any thread; a wait for the exit always completes.
/// </summary>
internal sealed class ChildProcess : IAsyncDisposable
{
    private readonly Process _process;
    private readonly TaskCompletionSource<int> _exited = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly object _gate = new();
    private bool _released;

    private ChildProcess(Process process, bool hasStandardError)
    {
        _process = process;
        Id = process.Id;
        StandardInput = process.StandardInput.BaseStream;
        StandardOutput = process.StandardOutput.BaseStream;
        StandardError = hasStandardError ? process.StandardError.BaseStream : Stream.Null;
        _ = WatchAsync();
    }

    /// <summary>The child's process id.</summary>
    public int Id { get; }

    /// <summary>Standard input of the child. Closing it asks a well-behaved child to end.</summary>
    public Stream StandardInput { get; }

    /// <summary>Standard output of the child. Reading blocks a thread: read it on a thread of its own.</summary>
    public Stream StandardOutput { get; }

    /// <summary>Standard error of the child; empty when it is not redirected.</summary>
    public Stream StandardError { get; }

    /// <summary>Completes with the exit code when the child has exited; never faults.</summary>
    public Task<int> Exited => _exited.Task;

    /// <summary>Starts a child on the launcher thread.</summary>
    /// <exception cref="Win32Exception">The program does not exist or is not executable.</exception>
    public static Task<ChildProcess> StartAsync(ChildProcessSpec spec) => ProcessLauncher.RunAsync(() =>
    {
        var process = new Process { StartInfo = CreateStartInfo(spec) };
        try
        {
            process.Start();
            return new ChildProcess(process, spec.RedirectStandardError);
        }
        catch
        {
            process.Dispose();
            throw;
        }
    });

    /// <summary>Kills the child and everything that it started. Does nothing when it has already exited.</summary>
    public void Kill()
    {
        lock (_gate)
        {
            if (_released || _exited.Task.IsCompleted)
            {
                return;
            }

            try
            {
                _process.Kill(entireProcessTree: true);
            }
            catch (Exception error) when (error is InvalidOperationException or Win32Exception or AggregateException)
            {
                // It, or one of its children, exited between the check and the kill.
            }
        }
    }

    /// <summary>Waits up to <paramref name="grace"/> for the child to exit by itself, then kills it.</summary>
    /// <returns>The exit code.</returns>
    public async Task<int> StopAsync(TimeSpan grace)
    {
        try
        {
            return await Exited.WaitAsync(grace).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            Kill();
            return await Exited.ConfigureAwait(false);
        }
    }

    /// <summary>Kills the child if it still runs, waits for its exit and releases its handles and pipes.</summary>
    public async ValueTask DisposeAsync()
    {
        Kill();
        await Exited.ConfigureAwait(false);
        lock (_gate)
        {
            if (!_released)
            {
                _released = true;

                // Process.Dispose does not close a stream that was read from a property.
                foreach (var stream in new[] { StandardInput, StandardOutput, StandardError })
                {
                    Close(stream);
                }

                _process.Dispose();
            }
        }
    }

    private static void Close(Stream stream)
    {
        try
        {
            stream.Dispose();
        }
        catch (IOException)
        {
            // The child no longer reads what was still to be written.
        }
    }

    private async Task WatchAsync()
    {
        await _process.WaitForExitAsync().ConfigureAwait(false);
        _exited.TrySetResult(_process.ExitCode);
    }

    private static ProcessStartInfo CreateStartInfo(ChildProcessSpec spec)
    {
        var info = new ProcessStartInfo(spec.FileName)
        {
            UseShellExecute = false,
            CreateNoWindow = true,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = spec.RedirectStandardError,
            WorkingDirectory = spec.WorkingDirectory ?? "",
        };
        foreach (var argument in spec.Arguments)
        {
            info.ArgumentList.Add(argument);
        }

        info.Environment.Clear();
        foreach (var (name, value) in spec.Environment ?? ChildEnvironment.WithoutCredentials())
        {
            info.Environment[name] = value;
        }

        return info;
    }
}

/// <summary>The environment of children that get none of their own.</summary>
internal static class ChildEnvironment
{
    /// <summary>The environment of the emulator without AWS and emulator credentials.</summary>
    public static IReadOnlyDictionary<string, string> WithoutCredentials() => Environment.GetEnvironmentVariables()
        .Cast<DictionaryEntry>()
        .Select(entry => KeyValuePair.Create((string)entry.Key, (string?)entry.Value ?? ""))
        .Where(entry => !entry.Key.StartsWith("AWS_", StringComparison.OrdinalIgnoreCase)
            && !entry.Key.StartsWith("AGENTCORE_EMULATOR_", StringComparison.OrdinalIgnoreCase))
        .ToDictionary();
}

/// <summary>
/// The one thread on which every child process is forked.
/// </summary>
/// <remarks>
/// A child that asks the kernel to end with its parent (<c>bwrap --die-with-parent</c>, PR_SET_PDEATHSIG) is killed
/// when the <em>thread</em> that forked it ends, not the process. Thread-pool threads retire when idle, so a child
/// started from one would be killed at random. This thread lives as long as the process.
/// </remarks>
internal static class ProcessLauncher
{
    private static readonly BlockingCollection<Action> Work = StartThread();

    /// <summary>Runs <paramref name="start"/> on the launcher thread, and returns or throws what it does.</summary>
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

/// <summary>A program to start, with its arguments (never a shell command line), folder and environment.</summary>
/// <param name="FileName">Full path of the program, or a name found on PATH.</param>
/// <param name="Arguments">Arguments, passed on unchanged.</param>
internal sealed record ChildProcessSpec(string FileName, IReadOnlyList<string> Arguments)
{
    /// <summary>Working folder; that of the emulator when null.</summary>
    public string? WorkingDirectory { get; init; }

    /// <summary>The whole environment of the child; that of the emulator without credentials when null.</summary>
    public IReadOnlyDictionary<string, string>? Environment { get; init; }

    /// <summary>
    /// Whether standard error is available as <see cref="ChildProcess.StandardError"/>, which must then be read;
    /// otherwise it goes to the standard error of the emulator.
    /// </summary>
    public bool RedirectStandardError { get; init; } = true;
}
