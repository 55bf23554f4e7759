using AgentCore.Emulator.Browser.Chromium;
using AgentCore.Emulator.Core;
using AgentCore.Emulator.Core.Walls;
using AgentCore.Emulator.Generated;

namespace AgentCore.Emulator.Browser.Session;

/// <summary>
/// Browsers that wait for sessions without settings of their own, so that these start at once. Each is as isolated as
/// any other, and is given away once. None waits before a session was asked for, unless the options say how many.
/// </summary>
/// <param name="environment">The options, clock and logs of the emulator.</param>
/// <param name="launcher">Starts them.</param>
internal sealed class SpareBrowsers(EmulatorEnvironment environment, BrowserLauncher launcher) : IAsyncDisposable
{
    /// <summary>
    /// How long after the start of a session the next browser starts: the work of the session goes first, and what ends
    /// soon has no use for it.
    /// </summary>
    public static readonly TimeSpan Delay = TimeSpan.FromSeconds(1);

    /// <summary>How long browsers wait for a session, where the options do not say how many wait.</summary>
    public static readonly TimeSpan IdleTimeout = TimeSpan.FromMinutes(15);

    private static readonly TimeSpan StartTimeout = TimeSpan.FromSeconds(10);

    private readonly object _gate = new();
    private readonly int? _configured = environment.Options.SpareBrowsers;
    private readonly ILogger _log = environment.Logs.CreateLogger<SpareBrowsers>();
    private readonly List<Task<ChromiumBrowser?>> _waiting = []; // the last one may still be starting
    private readonly HashSet<Task> _ending = [];
    private Task _filling = Task.CompletedTask;
    private ITimer? _nextFill;
    private ITimer? _idle;
    private bool _isOff;
    private int _started;

    private int Wanted => _isOff ? 0 : _configured ?? 1;

    /// <summary>Starts as many as the options say.</summary>
    public void Begin()
    {
        if (_configured > 0)
        {
            Fill();
        }
    }

    /// <summary>Takes one, with the view port of the session; null when none can be used.</summary>
    public async Task<ChromiumBrowser?> TakeAsync(ViewPort size)
    {
        while (TakeFirst() is { } first)
        {
            try
            {
                // One that is still starting is ready before another would be, unless it hangs.
                if (await first.WaitAsync(StartTimeout) is not { } browser)
                {
                    continue;
                }

                await browser.ResizeAsync(size.Width!.Value, size.Height!.Value);
                return browser;
            }
            catch (Exception error) when (error is ChromiumException or TimeoutException)
            {
                _log.LogWarning("A browser that waited cannot be used: {Reason}", error.Message);
                End(first);
            }
        }

        return null;
    }

    /// <summary>Has others wait for the next sessions, a moment after one has started.</summary>
    public void Replace()
    {
        lock (_gate)
        {
            if (Wanted == 0)
            {
                return;
            }

            _nextFill ??= environment.Time.CreateTimer(
                static spares => ((SpareBrowsers)spares!).Fill(), this, Delay, Timeout.InfiniteTimeSpan);
            if (_configured is null)
            {
                _idle?.Dispose();
                _idle = environment.Time.CreateTimer(
                    static spares => ((SpareBrowsers)spares!).EndAll(), this, IdleTimeout, Timeout.InfiniteTimeSpan);
            }
        }
    }

    /// <summary>Ends them, also one that is starting.</summary>
    public async ValueTask DisposeAsync()
    {
        lock (_gate)
        {
            _isOff = true;
            _nextFill?.Dispose();
            _idle?.Dispose();
        }

        EndAll();
        await _filling;
        Task[] ending;
        lock (_gate)
        {
            ending = [.. _ending];
        }

        await Task.WhenAll(ending);
    }

    private Task<ChromiumBrowser?>? TakeFirst()
    {
        lock (_gate)
        {
            var first = _waiting.FirstOrDefault();
            _ = first is not null && _waiting.Remove(first);
            return first;
        }
    }

    private void Fill()
    {
        lock (_gate)
        {
            _nextFill?.Dispose();
            _nextFill = null;
            if (_filling.IsCompleted)
            {
                var missing = Wanted - _waiting.Count;
                _filling = Task.Run(() => FillAsync(missing));
            }
        }
    }

    // One at a time: what a session does meanwhile needs the processors, too.
    private async Task FillAsync(int missing)
    {
        for (; missing > 0 && StartNext() is { } next && await next is { } browser; missing--)
        {
            browser.Hub.BrowserEnded.Register(() => Discard(next));
        }
    }

    private Task<ChromiumBrowser?>? StartNext()
    {
        lock (_gate)
        {
            if (_waiting.Count >= Wanted)
            {
                return null;
            }

            var id = $"spare-{++_started}";
            var next = Task.Run(() => StartAsync(id));
            _waiting.Add(next);
            return next;
        }
    }

    // The session that finds none gets the error, if there is still one.
    private async Task<ChromiumBrowser?> StartAsync(string id)
    {
        try
        {
            return await launcher.StartSpareAsync(id);
        }
        catch (SandboxUserException)
        {
            return null; // sessions have all users
        }
        catch (Exception error) when (error is ChromiumException or StorageException)
        {
            _log.LogWarning("No browser waits for the next session from now on: {Reason}", error.Message);
            lock (_gate)
            {
                _isOff = true;
            }

            return null;
        }
    }

    // It has ended by itself, unless a session has it.
    private void Discard(Task<ChromiumBrowser?> spare)
    {
        lock (_gate)
        {
            if (!_waiting.Remove(spare))
            {
                return;
            }
        }

        _log.LogWarning("A browser that waited for a session has ended; the next session starts its own");
        End(spare);
    }

    private void EndAll()
    {
        while (TakeFirst() is { } spare)
        {
            End(spare);
        }
    }

    private void End(Task<ChromiumBrowser?> spare)
    {
        lock (_gate)
        {
            _ending.RemoveWhere(task => task.IsCompleted);
            _ending.Add(Task.Run(() => EndAsync(spare)));
        }
    }

    private async Task EndAsync(Task<ChromiumBrowser?> spare)
    {
        if (await spare is not { } browser)
        {
            return;
        }

        try
        {
            browser.Kill(); // it holds nothing
            await browser.StopAsync("No session has used the browser.");
        }
        catch (Exception error)
        {
            _log.LogError(error, "A browser that waited for a session could not be ended as it should");
        }
        finally
        {
            DataFolder.RemoveTree(browser.Folder);
        }
    }
}
