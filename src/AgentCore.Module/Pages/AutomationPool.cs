using System.Diagnostics.CodeAnalysis;
using AgentCore.Pages.Downloads;
using AgentCore.Pages.Engine;
using AgentCore.Service;

namespace AgentCore.Pages;

/// <summary>
/// The automation streams that this process holds, one a session, which all cmdlets and runspaces share: a session has
/// no second one. A stream that nobody has used for some seconds is let go, so that another program can have it.
/// </summary>
/// <param name="idleTime">How long an unused stream is kept; 5 seconds when null.</param>
internal sealed class AutomationPool(TimeSpan? idleTime = null)
{
    /// <summary>How long the stream is kept between one cmdlet and the next.</summary>
    public static readonly TimeSpan DefaultIdleTime = TimeSpan.FromSeconds(5);

    private readonly Dictionary<string, SharedStream> _streams = [];

    /// <summary>That of this process.</summary>
    public static AutomationPool Shared { get; } = Listening();

    /// <summary>Takes part in the session's stream, which is opened when there is none.</summary>
    /// <param name="session">The session.</param>
    /// <param name="open">Opens the stream, given what former ones of the session remembered.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The stream; the caller disposes the lease when it is done.</returns>
    public Task<AutomationLease> RentAsync(
        BrowserSession session,
        Func<SessionMemory, CancellationToken, Task<SessionBrowser>> open,
        CancellationToken cancellationToken) =>
        StreamOf(session.SessionId).RentAsync(open, cancellationToken);

    /// <summary>What is remembered about a session's browser, also before the first connection.</summary>
    public SessionMemory MemoryOf(string sessionId) => StreamOf(sessionId).Memory;

    /// <summary>
    /// Lets a session's stream go, so that another program can have it: now, or when those who use it are done.
    /// </summary>
    public Task ReleaseAsync(string sessionId)
    {
        SharedStream? stream;
        lock (_streams)
        {
            _streams.TryGetValue(sessionId, out stream);
        }

        return stream?.ReleaseAsync() ?? Task.CompletedTask;
    }

    /// <summary>What is remembered about a session that was driven, or about all of them.</summary>
    /// <param name="sessionId">The session; null for all.</param>
    public IReadOnlyList<SessionMemory> MemoriesOf(string? sessionId)
    {
        lock (_streams)
        {
            return
            [
                .. _streams.Where(stream => sessionId is null || stream.Key == sessionId)
                    .Select(stream => stream.Value.Memory),
            ];
        }
    }

    /// <summary>Closes every stream; those who use one fail with the reason.</summary>
    public void CloseAll(string reason)
    {
        SharedStream[] streams;
        lock (_streams)
        {
            streams = [.. _streams.Values];
            _streams.Clear();
        }

        foreach (var stream in streams)
        {
            stream.Close(reason);
        }
    }

    /// <summary>Closes a session's stream; those who use it fail with the reason.</summary>
    public void Close(string sessionId, string reason)
    {
        SharedStream? stream;
        lock (_streams)
        {
            _streams.TryGetValue(sessionId, out stream);
        }

        stream?.Close(reason);
    }

    private SharedStream StreamOf(string sessionId)
    {
        lock (_streams)
        {
            if (!_streams.TryGetValue(sessionId, out var stream))
            {
                stream = new SharedStream(idleTime ?? DefaultIdleTime);
                _streams.Add(sessionId, stream);
            }

            return stream;
        }
    }

    private static AutomationPool Listening()
    {
        var pool = new AutomationPool();
        SessionEvents.Stopped += pool.Forget;
        SessionEvents.AutomationDisabled += pool.Close;
        return pool;
    }

    private void Forget(string sessionId)
    {
        Close(sessionId, "the session was stopped");
        lock (_streams)
        {
            _streams.Remove(sessionId);
        }
    }
}

/// <summary>A cmdlet's part in the stream of a session.</summary>
/// <param name="stream">The stream.</param>
/// <param name="browser">The connection.</param>
internal sealed class AutomationLease(SharedStream stream, SessionBrowser browser) : IDisposable
{
    private int _isOver;

    /// <summary>The connection.</summary>
    public SessionBrowser Browser => browser;

    /// <inheritdoc/>
    public void Dispose()
    {
        if (Interlocked.Exchange(ref _isOver, 1) == 0)
        {
            stream.Leave(browser);
        }
    }
}

/// <summary>The stream of one session: its connection, while there is one, and what outlives it.</summary>
/// <param name="idleTime">How long the connection is kept when nobody uses it.</param>
[SuppressMessage("Design", "CA1001", Justification = "A semaphore without a wait handle has nothing to free.")]
internal sealed class SharedStream(TimeSpan idleTime)
{
    private readonly object _gate = new();
    private readonly SemaphoreSlim _opening = new(1, 1); // also held while the connection is let go
    private SessionBrowser? _browser;
    private int _users;
    private int _turn;
    private bool _isWanted; // by another program

    /// <summary>What outlives a connection.</summary>
    public SessionMemory Memory { get; } = new();

    public async Task<AutomationLease> RentAsync(
        Func<SessionMemory, CancellationToken, Task<SessionBrowser>> open, CancellationToken cancellationToken)
    {
        await _opening.WaitAsync(cancellationToken);
        try
        {
            if (Enter() is { } ready)
            {
                return new AutomationLease(this, ready);
            }

            var opened = await open(Memory, cancellationToken);
            lock (_gate)
            {
                (_browser, _users) = (opened, 1);
            }

            return new AutomationLease(this, opened);
        }
        finally
        {
            _opening.Release();
        }
    }

    /// <summary>Lets the connection go now, or when its last user is done.</summary>
    public Task ReleaseAsync()
    {
        int turn;
        lock (_gate)
        {
            _isWanted = _users > 0;
            turn = _turn;
        }

        return LetGoAsync(turn);
    }

    /// <summary>Ends the use of a connection, which is let go when nobody uses it for a while.</summary>
    public void Leave(SessionBrowser browser)
    {
        lock (_gate)
        {
            if (browser != _browser || --_users > 0)
            {
                return;
            }

            var delay = _isWanted ? TimeSpan.Zero : idleTime;
            _isWanted = false;
            _ = LetGoAfterAsync(delay, ++_turn);
        }
    }

    /// <summary>Closes the connection; those who use it fail with the reason.</summary>
    public void Close(string reason)
    {
        SessionBrowser? browser;
        lock (_gate)
        {
            browser = _browser;
            (_browser, _users, _isWanted) = (null, 0, false);
        }

        browser?.Close(reason);
    }

    private SessionBrowser? Enter()
    {
        lock (_gate)
        {
            if (_browser is not { IsClosed: false })
            {
                return null;
            }

            _turn++;
            _users++;
            return _browser;
        }
    }

    private async Task LetGoAfterAsync(TimeSpan delay, int turn)
    {
        await Task.Delay(delay);
        while (delay > TimeSpan.Zero && IsBusy(turn))
        {
            await Task.Delay(delay);
        }

        await LetGoAsync(turn);
    }

    // The end of a download is only known to a connection that was there.
    private bool IsBusy(int turn)
    {
        lock (_gate)
        {
            return turn == _turn && _browser is { IsClosed: false } && Memory.Get<DownloadState>().IsBusy;
        }
    }

    // Whoever needs the stream next waits until the service has seen the end of this connection.
    private async Task LetGoAsync(int turn)
    {
        await _opening.WaitAsync();
        try
        {
            SessionBrowser? browser;
            lock (_gate)
            {
                if (_users > 0 || turn != _turn)
                {
                    return; // it is in use again
                }

                browser = _browser;
                _browser = null;
            }

            if (browser is not null)
            {
                await browser.CloseAsync("nobody used it");
            }
        }
        finally
        {
            _opening.Release();
        }
    }
}
