using System.Collections.Concurrent;
using System.Text;
using AgentCore.Emulator.Core;

namespace AgentCore.Emulator.CodeInterpreter.Sandbox;

/// <summary>
/// The guest program of one session, running in its sandbox. It owns the session's interpreter, programs and files;
/// when it ends, they all do.
/// </summary>
internal sealed class Guest : IAsyncDisposable
{
    private const int LongestComplaint = 2000;
    private static readonly TimeSpan StartGrace = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan StopGrace = TimeSpan.FromSeconds(2);

    private readonly ChildProcess _process;
    private readonly Thread _complaining;
    private readonly ConcurrentDictionary<int, GuestCall> _calls = new();
    private readonly SemaphoreSlim _writing = new(1, 1);
    private readonly TaskCompletionSource _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly StringBuilder _complaints = new();
    private int _lastCall;

    private Guest(ChildProcess process)
    {
        _process = process;
        new Thread(Listen) { IsBackground = true, Name = "sandbox output" }.Start();
        _complaining = new Thread(CollectComplaints) { IsBackground = true, Name = "sandbox errors" };
        _complaining.Start();
        _ = FollowAsync(process);
    }

    /// <summary>Completes when the guest program has ended, for whatever reason; never faults.</summary>
    public Task Ended => _ended.Task;

    /// <summary>Starts a guest program and waits until it serves.</summary>
    /// <exception cref="GuestLostException">It did not come up; the message has what was complained of.</exception>
    public static async Task<Guest> StartAsync(ChildProcessSpec spec, CancellationToken cancellationToken)
    {
        var guest = new Guest(await ChildProcess.StartAsync(spec));
        try
        {
            await guest._ready.Task.WaitAsync(StartGrace, cancellationToken);
            return guest;
        }
        catch (Exception error)
        {
            await guest.DisposeAsync();
            throw error is TimeoutException ? new GuestLostException("The sandbox did not start in time.") : error;
        }
    }

    /// <summary>Begins a call. Its reader faults with a <see cref="GuestLostException"/> when the guest ends first.</summary>
    /// <param name="request">What to do; its number is given here.</param>
    /// <param name="body">Raw content that goes with it.</param>
    public async Task<GuestCall> BeginAsync(GuestRequest request, params ReadOnlyMemory<byte>[] body)
    {
        var number = Interlocked.Increment(ref _lastCall);
        var call = new GuestCall(
            () => SendAsync(new("cancel") { Call = number }), count => SendAsync(new("taken") { Call = number, Taken = count }));
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
    }

    // The process that was started is bubblewrap's; the guest program itself ends when its input does.
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
            // It has ended: the reader of its output fails every call.
        }
        finally
        {
            _writing.Release();
        }
    }

    private void Listen()
    {
        try
        {
            while (GuestFrames.Read(_process.StandardOutput) is { } told)
            {
                if (told.Event == "ready")
                {
                    _ready.TrySetResult();
                }
                else if (told.IsLast ? _calls.TryRemove(told.Call, out var call) : _calls.TryGetValue(told.Call, out call))
                {
                    call.Add(told);
                }
            }
        }
        catch (Exception error)
        {
            // Nothing may leave this thread, which would end the emulator and every other session with it.
            Complain(error.Message);
        }

        _process.Kill();
        _process.Exited.Wait();
        _complaining.Join(StopGrace); // what it said last is why it ended
        _ended.SetResult();
        _ready.TrySetException(Lost());
        foreach (var call in _calls.Values)
        {
            call.Fail(Lost());
        }
    }

    private void CollectComplaints()
    {
        using var reader = new StreamReader(_process.StandardError);
        try
        {
            while (reader.ReadLine() is { } line)
            {
                Complain(line);
            }
        }
        catch (Exception error) when (error is IOException or ObjectDisposedException)
        {
            // The process was disposed of meanwhile.
        }
    }

    private void Complain(string line)
    {
        lock (_complaints)
        {
            _complaints.Append(_complaints.Length < LongestComplaint ? line + ' ' : "");
        }
    }

    private GuestLostException Lost()
    {
        lock (_complaints)
        {
            return new($"The sandbox ended. {_complaints}".TrimEnd());
        }
    }
}
