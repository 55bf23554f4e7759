using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using AgentCore.Emulator.CodeInterpreter.Sandbox;
using AgentCore.Emulator.Generated;
using AgentCore.Emulator.Http;
using AgentCore.Emulator.Resources;

namespace AgentCore.Emulator.CodeInterpreter.Session;

/// <summary>
/// A code interpreter session. Its sandbox starts with it, so that the first call does not wait for Python. The session
/// ends when its sandbox does, because its files and variables are lost then.
/// </summary>
[SuppressMessage("Design", "CA1001", Justification = "A semaphore without a wait handle has nothing to free.")]
internal sealed class CodeInterpreterSession(
    SessionSeed seed,
    TimeProvider time,
    StartCodeInterpreterSessionRequest request,
    bool hasNetwork,
    SandboxPool sandboxes,
    ILogger log)
    : ToolSession(seed, time, log)
{
    private readonly SemaphoreSlim _starting = new(1, 1);
    private readonly SemaphoreSlim _interpreter = new(1, 1);
    private readonly ConcurrentDictionary<Type, object> _toolStates = new();
    private SessionSandbox? _sandbox;

    /// <summary>The request that started it.</summary>
    public StartCodeInterpreterSessionRequest Request { get; } = request;

    /// <summary>The call that began last; null before the first.</summary>
    public ToolCall? LastCall { get; private set; }

    /// <summary>The error for a call to the session after its end.</summary>
    public ServiceException EndedError =>
        ServiceErrors.NotFound($"The code interpreter session {Seed.Id} has ended: {EndReason}.");

    /// <summary>Starts the sandbox in the background.</summary>
    public void Begin() => _ = TryStartAsync();

    /// <summary>The guest program in the sandbox; starts it when it is not running yet.</summary>
    /// <exception cref="ServiceException">It cannot be started on this machine, or the session has ended.</exception>
    public async Task<Guest> GuestAsync(CancellationToken cancellationToken)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, Ended);
        try
        {
            await _starting.WaitAsync(either.Token);
            using var held = new SemaphoreLock(_starting);
            _sandbox ??= await TakeSandboxAsync(either.Token);
            return _sandbox.Guest;
        }
        catch (OperationCanceledException) when (Ended.IsCancellationRequested)
        {
            throw EndedError;
        }
    }

    /// <summary>
    /// Waits until no other code runs in the interpreter. Disposing the result lets the next code run.
    /// </summary>
    public async Task<IDisposable> TakeInterpreterAsync(CancellationToken cancellationToken)
    {
        await _interpreter.WaitAsync(cancellationToken);
        return new SemaphoreLock(_interpreter);
    }

    /// <summary>Notes that a call begins.</summary>
    public ToolCall BeginCall(ITool tool, ToolArguments arguments) => LastCall = new(tool.Name, arguments);

    /// <summary>State that tools keep between calls: created on first use, discarded when the session ends.</summary>
    /// <typeparam name="T">The type of the state; tools that use the same type share it.</typeparam>
    public T ToolState<T>()
        where T : class, new() =>
        (T)_toolStates.GetOrAdd(typeof(T), _ => new T());

    /// <inheritdoc/>
    protected override async Task ReleaseAsync(string reason)
    {
        await _starting.WaitAsync();
        using var held = new SemaphoreLock(_starting);
        try
        {
            await (_sandbox?.DisposeAsync() ?? ValueTask.CompletedTask);
        }
        finally
        {
            _sandbox = null;
            foreach (var state in _toolStates.Values.OfType<IDisposable>())
            {
                state.Dispose();
            }

            _toolStates.Clear();
        }
    }

    private async Task TryStartAsync()
    {
        try
        {
            await GuestAsync(Ended);
        }
        catch (Exception)
        {
            // The first call tries again, and its caller gets the error.
        }
    }

    private async Task<SessionSandbox> TakeSandboxAsync(CancellationToken cancellationToken)
    {
        var sandbox = await sandboxes.TakeAsync(hasNetwork, cancellationToken);
        _ = EndWithGuestAsync(sandbox.Guest);
        return sandbox;
    }

    private async Task EndWithGuestAsync(Guest guest)
    {
        await guest.Ended;
        await EndAsync("its sandbox ended unexpectedly");
    }

    private sealed class SemaphoreLock(SemaphoreSlim semaphore) : IDisposable
    {
        public void Dispose() => semaphore.Release();
    }
}
