namespace AgentCore.Cmdlets.Binding;

/// <summary>Completes methods of the Chrome DevTools Protocol that scripts often need; any other can be typed.</summary>
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
