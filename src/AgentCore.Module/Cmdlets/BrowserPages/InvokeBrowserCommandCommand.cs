using System.Collections;
using System.Management.Automation;
using System.Text.Json;
using AgentCore.Cmdlets.Binding;
using AgentCore.Errors;
using AgentCore.Pages.Engine;

namespace AgentCore.Cmdlets.BrowserPages;

/// <summary>
/// Invoke-ACBrowserCommand: sends a Chrome DevTools Protocol command to a browser session, and receives events.
/// </summary>
[Cmdlet(
    VerbsLifecycle.Invoke, "ACBrowserCommand", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Low,
    DefaultParameterSetName = ByPosition)]
[OutputType(typeof(PSObject), typeof(BrowserEvent))]
public sealed class InvokeBrowserCommandCommand : BrowserPageCommand
{
    private object _parameters = new { };

    /// <summary>The method, such as Page.reload or Network.setExtraHTTPHeaders.</summary>
    [Parameter(ParameterSetName = ByPosition, Position = 1)]
    [Parameter(ParameterSetName = ByPipeline, Position = 0)]
    [ValidatePattern(@"\A[A-Za-z]+\.[A-Za-z]+\z")]
    [ArgumentCompleter(typeof(CdpMethodCompleter))]
    public string? Method { get; set; }

    /// <summary>The method's parameters by name, such as @{ ignoreCache = $true }.</summary>
    [Parameter(ParameterSetName = ByPosition, Position = 2)]
    [Parameter(ParameterSetName = ByPipeline, Position = 1)]
    public IDictionary? Parameter { get; set; }

    /// <summary>
    /// An event to wait for, such as Network.responseReceived; each is written as it comes, instead of the method's
    /// result. Its domain is switched on for that time.
    /// </summary>
    [Parameter]
    [ValidatePattern(@"\A[A-Za-z]+\.[A-Za-z]+\z")]
    [ArgumentCompleter(typeof(CdpEventCompleter))]
    public string? Event { get; set; }

    /// <summary>How many events to wait for; 1 unless given.</summary>
    [Parameter]
    [AllowedRange(1, int.MaxValue)]
    public int Count { get; set; } = 1;

    /// <summary>
    /// Page or Browser: the target of the command. Unless given, the domains Browser, SystemInfo, Target and Tethering
    /// mean the browser, all others the page.
    /// </summary>
    [Parameter]
    public BrowserScope? Scope { get; set; }

    private protected override void Prepare()
    {
        base.Prepare();
        if (Method is null && Event is null)
        {
            throw Failures.InvalidArgument("Give a method to send (-Method), an event to wait for (-Event), or both.");
        }

        if (Parameter is not null)
        {
            _parameters = PlainValue.Of(Parameter)!;
        }
    }

    private protected override async Task ProcessAsync(BrowserSession session, CancellationToken cancellationToken)
    {
        // An event alone is only listened to.
        if (Method is not null && !await ConfirmAsync(session.SessionId, $"Send {Method}"))
        {
            return;
        }

        if (Event is not null)
        {
            await OnBrowserAsync(
                session, $"Waiting for {Count} x {Event}", (browser, limit) => ListenAsync(browser, session, limit),
                cancellationToken);
            return;
        }

        var result = await OnBrowserAsync(
            session, Method!, (browser, limit) => SendAsync(browser, session, limit), cancellationToken);
        if (result.EnumerateObject().Any())
        {
            await WriteAsync(JsonObjects.Read(result)!);
        }
    }

    private async Task<JsonElement> SendAsync(
        SessionBrowser browser, BrowserSession session, CancellationToken cancellationToken)
    {
        var raw = await RawCommand.ToAsync(browser, Scope, Method!, TabOf(session), cancellationToken);
        return await raw.SendAsync(Method!, _parameters, cancellationToken);
    }

    private async Task<bool> ListenAsync(
        SessionBrowser browser, BrowserSession session, CancellationToken cancellationToken)
    {
        var raw = await RawCommand.ToAsync(browser, Scope, Event!, TabOf(session), cancellationToken);
        using var feed = await raw.ListenAsync(Event!, cancellationToken);
        if (Method is not null)
        {
            await SendAsync(browser, session, cancellationToken);
        }

        for (var left = Count; left > 0; left--)
        {
            var raised = await raw.WhileAliveAsync(feed.NextAsync, cancellationToken);
            await WriteAsync(new BrowserEvent(raised.Method, JsonObjects.Read(raised.Parameters), session));
        }

        return true;
    }
}

/// <summary>
/// Completes events of the Chrome DevTools Protocol that scripts often wait for; any other can be typed.
/// </summary>
public sealed class CdpEventCompleter : WordCompleter
{
    private protected override IEnumerable<(string Word, string Hint)> Words =>
    [
        ("Browser.downloadProgress", "After Browser.setDownloadBehavior with eventsEnabled"),
        ("Log.entryAdded", "Warnings and errors of the browser"),
        ("Network.loadingFailed", "A request got no response"),
        ("Network.requestWillBeSent", "A request goes out"),
        ("Network.responseReceived", "Status and headers of a response"),
        ("Network.webSocketFrameReceived", "A message on a WebSocket of the page"),
        ("Page.domContentEventFired", "The document was read"),
        ("Page.frameNavigated", "A frame shows another document"),
        ("Page.javascriptDialogOpening", "A dialog waits for an answer"),
        ("Page.loadEventFired", "The page has loaded"),
        ("Runtime.consoleAPICalled", "The page wrote to its console"),
        ("Runtime.exceptionThrown", "A script of the page failed"),
        ("Target.targetCreated", "A page was opened"),
        ("Target.targetDestroyed", "A page was closed"),
    ];
}

/// <summary>
/// Completes methods of the Chrome DevTools Protocol that scripts often need; any other can be typed.
/// </summary>
public sealed class CdpMethodCompleter : WordCompleter
{
    private protected override IEnumerable<(string Word, string Hint)> Words =>
    [
        ("Accessibility.getFullAXTree", "The whole accessibility tree"),
        ("Browser.getVersion", "Product, protocol version and user agent"),
        ("Browser.setDownloadBehavior", "behavior, downloadPath"),
        ("DOM.getDocument", "depth, pierce"),
        ("DOM.querySelector", "nodeId, selector"),
        ("DOM.setFileInputFiles", "files, nodeId"),
        ("DOMSnapshot.captureSnapshot", "computedStyles"),
        ("Emulation.setDeviceMetricsOverride", "width, height, deviceScaleFactor, mobile"),
        ("Emulation.setEmulatedMedia", "media, features"),
        ("Emulation.setGeolocationOverride", "latitude, longitude, accuracy"),
        ("Emulation.setLocaleOverride", "locale"),
        ("Emulation.setTimezoneOverride", "timezoneId"),
        ("Emulation.setUserAgentOverride", "userAgent, acceptLanguage"),
        ("Input.dispatchKeyEvent", "type, key, text"),
        ("Input.dispatchMouseEvent", "type, x, y, button"),
        ("Input.insertText", "text"),
        ("Network.clearBrowserCache", "No parameters"),
        ("Network.clearBrowserCookies", "No parameters"),
        ("Network.getCookies", "urls"),
        ("Network.getResponseBody", "requestId"),
        ("Network.setCookie", "name, value, url"),
        ("Network.setExtraHTTPHeaders", "headers"),
        ("Page.addScriptToEvaluateOnNewDocument", "source"),
        ("Page.bringToFront", "No parameters"),
        ("Page.captureSnapshot", "The page as MHTML"),
        ("Page.getLayoutMetrics", "Sizes of page and view"),
        ("Page.getNavigationHistory", "Where the page has been"),
        ("Page.handleJavaScriptDialog", "accept, promptText"),
        ("Page.navigateToHistoryEntry", "entryId"),
        ("Page.reload", "ignoreCache"),
        ("Performance.getMetrics", "After Performance.enable"),
        ("Runtime.evaluate", "expression, returnByValue, awaitPromise"),
        ("Storage.clearDataForOrigin", "origin, storageTypes"),
        ("Storage.getCookies", "Cookies of all sites"),
        ("SystemInfo.getInfo", "Machine and graphics"),
        ("Target.activateTarget", "targetId"),
        ("Target.closeTarget", "targetId"),
        ("Target.createTarget", "url"),
        ("Target.getTargets", "Pages, workers and the like"),
    ];
}
