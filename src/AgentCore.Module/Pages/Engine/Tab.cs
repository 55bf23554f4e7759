using System.Text.Json;
using AgentCore.Errors;
using AgentCore.Pages.Transport;
using PuppeteerSharp;
using PuppeteerSharp.Cdp;

namespace AgentCore.Pages.Engine;

/// <summary>A tab of a session's browser, for the time of one operation.</summary>
internal sealed class Tab : IDisposable
{
    private static readonly TimeSpan LongestProbe = TimeSpan.FromMilliseconds(500);

    private readonly SessionBrowser _browser;
    private readonly TabUser _user;
    private CancellationTokenSource _ended = new();
    private IPage _page;
    private AgentCoreException? _reason;

    private Tab(SessionBrowser browser, CdpTarget target, IPage page, TabUser user)
    {
        (_browser, Target, _page, _user) = (browser, target, page, user);
        Watch();
    }

    /// <summary>PuppeteerSharp's page, to read from; what acts goes through <see cref="RunAsync{T}"/>.</summary>
    public IPage Page => _page;

    /// <summary>The frame that is the page itself.</summary>
    /// <exception cref="AgentCoreException">The page was closed.</exception>
    public IFrame MainFrame => _page.MainFrame ?? throw PageOpening.Closed;

    /// <summary>The browser that it is a tab of.</summary>
    public SessionBrowser Browser => _browser;

    /// <summary>The tab as a target of the browser.</summary>
    public CdpTarget Target { get; private set; }

    /// <summary>What is remembered about the tab, also from one connection to the next.</summary>
    public TabMemory Memory => _browser.Memory.Tab(Target.TargetId);

    /// <summary>Makes a tab ready to be driven.</summary>
    /// <exception cref="AgentCoreException">It has crashed, or is closed meanwhile.</exception>
    public static async Task<Tab> OpenAsync(
        SessionBrowser browser, CdpTarget target, TabUser user, CancellationToken cancellationToken)
    {
        var page = await PageOpening.RunAsync(browser, target, user, cancellationToken);
        browser.KeepDrawing(page.Client.Id);
        await browser.RestoreAsync(target, cancellationToken);
        return new Tab(browser, target, page, user);
    }

    /// <summary>Sends a command to the page; its response may be nested to any depth.</summary>
    /// <exception cref="AgentCoreException">The page crashed or was closed.</exception>
    /// <exception cref="CdpException">The browser responded with an error.</exception>
    public Task<JsonElement> SendAsync(string method, object parameters, CancellationToken cancellationToken) =>
        SendAsync(_page.Client.Id, method, parameters, cancellationToken);

    /// <summary>Sends a command to the process that shows a frame.</summary>
    /// <exception cref="AgentCoreException">The page crashed or was closed.</exception>
    /// <exception cref="CdpException">The browser responded with an error.</exception>
    public Task<JsonElement> SendAsync(
        IFrame frame, string method, object parameters, CancellationToken cancellationToken) =>
        SendAsync(_browser.SessionOf(frame), method, parameters, cancellationToken);

    /// <summary>Sends a command whose response nobody waits for: the page may be too busy to give one.</summary>
    public void Post(string method, object parameters) =>
        _browser.Transport.Post(method, parameters, _page.Client.Id);

    /// <summary>
    /// Lets PuppeteerSharp do something with the page. It takes no cancellation: where the wait is cancelled, the
    /// connection is closed, so that nothing happens later.
    /// </summary>
    /// <exception cref="AgentCoreException">The page crashed or was closed.</exception>
    /// <exception cref="PuppeteerException">PuppeteerSharp fails for another reason.</exception>
    public Task<T> RunAsync<T>(Func<IPage, Task<T>> call, CancellationToken cancellationToken) =>
        WhileAliveAsync(
            async token =>
            {
                var work = call(_page);
                try
                {
                    return await work.WaitAsync(token);
                }
                catch (OperationCanceledException) when (!work.IsCompleted)
                {
                    _ = work.ContinueWith(static left => left.Exception, TaskScheduler.Default);
                    if (cancellationToken.IsCancellationRequested)
                    {
                        _browser.Close("the command that used it was interrupted");
                    }

                    throw;
                }
            },
            cancellationToken);

    /// <inheritdoc cref="RunAsync{T}(Func{IPage, Task{T}}, CancellationToken)"/>
    public Task RunAsync(Func<IPage, Task> call, CancellationToken cancellationToken) =>
        RunAsync(
            async page =>
            {
                await call(page);
                return true;
            },
            cancellationToken);

    /// <summary>Waits for something while the page can be driven.</summary>
    /// <exception cref="AgentCoreException">The page crashed or was closed.</exception>
    public Task<T> WaitAsync<T>(Task<T> work, CancellationToken cancellationToken) =>
        WhileAliveAsync(work.WaitAsync, cancellationToken);

    /// <summary>Where the page is on the way to, while no server has responded; no command reaches it then.</summary>
    public string? PendingAddress => _browser.PendingAddressOf(Target);

    /// <summary>Shows a warning to the user.</summary>
    public void Warn(string message) => _user.Warn(message);

    /// <summary>Whether another address can be opened in the page.</summary>
    public Task<bool> IsUsableAsync(CancellationToken cancellationToken) =>
        PageOpening.IsUsableAsync(_browser, Target, _user, cancellationToken);

    /// <summary>Whether the page responds at once.</summary>
    public async Task<bool> IsRespondingAsync()
    {
        try
        {
            return await _browser.RespondsAsync(_page.Client.Id, LongestProbe, CancellationToken.None);
        }
        catch (Exception gone) when (gone is CdpException or AgentCoreException)
        {
            return false;
        }
    }

    /// <summary>Closes the page, which responds to nothing any more, and goes on with a new one.</summary>
    public async Task ReplaceAsync(CancellationToken cancellationToken)
    {
        Unwatch();
        Target = await _browser.ReplaceTabAsync(Target, cancellationToken);
        _page = await Target.PageAsync().WaitAsync(cancellationToken);
        _ended.Dispose();
        (_ended, _reason) = (new CancellationTokenSource(), null);
        Watch();
        await _browser.RestoreAsync(Target, cancellationToken);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Unwatch();
        _ended.Dispose();
    }

    private Task<JsonElement> SendAsync(
        string session, string method, object parameters, CancellationToken cancellationToken) =>
        WhileAliveAsync(
            token => _browser.Transport.SendAsync(method, parameters, session, token), cancellationToken);

    private void Watch()
    {
        _page.Close += OnClosed;
        _browser.TabCrashed += OnCrashed;
        if (_page.IsClosed)
        {
            OnClosed(this, EventArgs.Empty);
        }
        else if (_browser.HasCrashed(Target.TargetId))
        {
            OnCrashed(Target.TargetId);
        }
    }

    private void Unwatch()
    {
        _page.Close -= OnClosed;
        _browser.TabCrashed -= OnCrashed;
    }

    private void OnClosed(object? sender, EventArgs about) => End(PageOpening.Closed);

    private void OnCrashed(string targetId)
    {
        if (targetId == Target.TargetId)
        {
            End(PageOpening.Crashed);
        }
    }

    private void End(AgentCoreException reason)
    {
        _reason = reason;
        _ended.Cancel();
    }

    private async Task<T> WhileAliveAsync<T>(Func<CancellationToken, Task<T>> work, CancellationToken cancellationToken)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(
            cancellationToken, _ended.Token, _browser.Transport.Closing);
        try
        {
            return await work(either.Token);
        }
        catch (Exception over) when (_reason is not null && !cancellationToken.IsCancellationRequested
            && over is OperationCanceledException or PuppeteerException or CdpException)
        {
            throw _reason;
        }
    }
}

/// <summary>The cmdlet that works with a tab.</summary>
/// <param name="Warn">Shows a warning.</param>
/// <param name="AskAsync">Asks what to do with a dialog; gives null where nobody can be asked.</param>
/// <param name="AnswerByKeyAsync">
/// Answers a dialog through the service's own keyboard: one that was there before us cannot be answered otherwise.
/// </param>
internal sealed record TabUser(
    Action<string> Warn,
    Func<BrowserDialog, Task<bool?>> AskAsync,
    Func<bool, CancellationToken, Task> AnswerByKeyAsync);
