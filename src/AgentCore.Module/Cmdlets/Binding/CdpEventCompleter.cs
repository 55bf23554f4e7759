namespace AgentCore.Cmdlets.Binding;

/// <summary>Completes events of the Chrome DevTools Protocol that scripts often wait for; any other can be typed.</summary>
public sealed class CdpEventCompleter : WordCompleter
{
    private protected override IEnumerable<(string Word, string Hint)> Words =>
    [
        ("Browser.downloadProgress", "After Browser.setDownloadBehavior with eventsEnabled"),
        ("Log.entryAdded", "Warnings and errors of the browser"),
        ("Network.loadingFailed", "A request got no answer"),
        ("Network.requestWillBeSent", "A request goes out"),
        ("Network.responseReceived", "Status and headers of an answer"),
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
