using System.Collections.Concurrent;
using System.Text;
using AgentCore.Emulator.Core;

namespace AgentCore.Emulator.CodeInterpreter.Sandbox;

/// <summary>
/// The guest program of a session, which runs in the sandbox. The interpreter, programs and files of the session end
/// with it.
/// </summary>
internal sealed class Guest : IAsyncDisposable
{
    private const int MaxErrorLength = 2000;
    private const int BufferSize = 64 * 1024;
    private static readonly TimeSpan StartTimeout = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan StopGrace = TimeSpan.FromSeconds(2);

    private readonly ChildProcess _process;
    private readonly MemoryGroup? _group;
    private readonly Thread _errorThread;
    private readonly ConcurrentDictionary<int, GuestCall> _calls = new();
    private readonly SemaphoreSlim _writing = new(1, 1);
    private readonly TaskCompletionSource _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly StringBuilder _errors = new();
    private int _lastCall;

    private Guest(ChildProcess process, MemoryGroup? group)
    {
        _process = process;
        _group = group;
        new Thread(Listen) { IsBackground = true, Name = "sandbox output" }.Start();
        _errorThread = new Thread(CollectErrors) { IsBackground = true, Name = "sandbox errors" };
        _errorThread.Start();
        _ = FollowAsync(process);
    }

    /// <summary>Completes when the guest program has ended, for whatever reason; never faults.</summary>
    public Task Ended => _ended.Task;

    /// <summary>Starts a guest program and waits until it is ready.</summary>
    /// <param name="spec">The process.</param>
    /// <param name="group">The control group that the process enters, removed with the guest; null without one.</param>
    /// <param name="cancellationToken">Cancels the start.</param>
    /// <exception cref="GuestLostException">It did not start; the message has its standard error.</exception>
    public static async Task<Guest> StartAsync(
        ChildProcessSpec spec, MemoryGroup? group, CancellationToken cancellationToken)
    {
        var guest = new Guest(await ChildProcess.StartAsync(spec), group);
        try
        {
            await guest._ready.Task.WaitAsync(StartTimeout, cancellationToken);
            return guest;
        }
        catch (Exception error)
        {
            await guest.DisposeAsync();
            throw error is TimeoutException
                ? new GuestLostException($"The sandbox did not start within {StartTimeout.TotalSeconds} seconds.")
                : error;
        }
    }

    /// <summary>
    /// Starts a call. Its reader faults with a <see cref="GuestLostException"/> when the guest ends first.
    /// </summary>
    /// <param name="request">The request, without the number of the call.</param>
    /// <param name="body">Raw content of the request.</param>
    public async Task<GuestCall> BeginAsync(GuestRequest request, params ReadOnlyMemory<byte>[] body)
    {
        var number = Interlocked.Increment(ref _lastCall);
        var call = new GuestCall(
            () => SendAsync(new("cancel") { Call = number }),
            count => SendAsync(new("taken") { Call = number, Taken = count }));
        _calls[number] = call;
        if (Ended.IsCompleted)
        {
            call.Fail(Lost());
        }

        await SendAsync(request with { Call = number }, body);
        return call;
    }

    /// <summary>Ends the guest program and with it everything in the sandbox.</summary>
    public async ValueTask DisposeAsync()
    {
        _process.StandardInput.Close();
        await _process.StopAsync(StopGrace);
        await Ended;
        await _process.DisposeAsync();
        _group?.Dispose();
    }

    // The process is that of bubblewrap; the guest program itself ends when its input is closed.
    private static async Task FollowAsync(ChildProcess process)
    {
        await process.Exited;
        process.StandardInput.Close();
    }

    private async Task SendAsync(GuestRequest request, params ReadOnlyMemory<byte>[] body)
    {
        await _writing.WaitAsync();
        try
        {
            await GuestFrames.WriteAsync(_process.StandardInput, request, body);
        }
        catch (Exception error) when (error is IOException or ObjectDisposedException)
        {
            // The guest has ended: the reading thread fails every call.
        }
        finally
        {
            _writing.Release();
        }
    }

    private void Listen()
    {
        var output = new BufferedStream(_process.StandardOutput, BufferSize); // several frames come at once
        try
        {
            while (GuestFrames.Read(output) is { } received)
            {
                if (received.Event == "ready")
                {
                    _ready.TrySetResult();
                }
                else if (received.IsLast
                    ? _calls.TryRemove(received.Call, out var call)
                    : _calls.TryGetValue(received.Call, out call))
                {
                    call.Add(received);
                }
            }
        }
        catch (Exception error)
        {
            // An unhandled exception on this thread would end the emulator and every session.
            AddError(error.Message);
        }

        _process.Kill();
        _process.Exited.Wait();
        _errorThread.Join(StopGrace); // its last lines are the reason
        _ended.SetResult();
        _ready.TrySetException(Lost());
        foreach (var call in _calls.Values)
        {
            call.Fail(Lost());
        }
    }

    private void CollectErrors()
    {
        using var reader = new StreamReader(_process.StandardError);
        try
        {
            while (reader.ReadLine() is { } line)
            {
                AddError(line);
            }
        }
        catch (Exception error) when (error is IOException or ObjectDisposedException)
        {
            // The process was disposed meanwhile.
        }
    }

    private void AddError(string line)
    {
        lock (_errors)
        {
            _errors.Append(_errors.Length < MaxErrorLength ? line + ' ' : "");
        }
    }

    private GuestLostException Lost()
    {
        lock (_errors)
        {
            return new($"The sandbox ended. {_errors}".TrimEnd());
        }
    }
}

/// <summary>The guest program ended during calls, or could not be started.</summary>
internal sealed class GuestLostException(string message) : Exception(message);
