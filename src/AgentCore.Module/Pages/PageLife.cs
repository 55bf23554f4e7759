using System.Management.Automation;
using System.Text.Json;
using AgentCore.Errors;

namespace AgentCore.Pages;

/// <summary>Watches over an attached page: answers its dialogs, and tells when it crashes or is closed.</summary>
internal sealed class PageLife : IDisposable
{
    private readonly CancellationTokenSource _ended = new();
    private readonly CdpClient _client;
    private readonly PageAttachment _page;
    private readonly Action<string> _warn;
    private readonly IDisposable[] _listening;

    /// <summary>Begins to watch.</summary>
    public PageLife(CdpClient client, PageAttachment page, Action<string> warn)
    {
        _client = client;
        _page = page;
        _warn = warn;
        Ended = _ended.Token;
        _listening =
        [
            client.Listen(session => session == page.SessionId, HearPage),
            client.Listen(session => session is null, HearBrowser),
        ];

        // Without Page.enable a dialog would block the page for good; a page that has crashed says so when asked.
        client.Post("Inspector.enable", new { }, page.SessionId);
        client.Post("Page.enable", new { }, page.SessionId);
    }

    /// <summary>Cancelled when the page gives no answers any more.</summary>
    public CancellationToken Ended { get; }

    /// <summary>Why not; null while it does.</summary>
    public AgentCoreException? Reason { get; private set; }

    /// <summary>Watches no longer.</summary>
    public void Dispose()
    {
        foreach (var listening in _listening)
        {
            listening.Dispose();
        }

        _ended.Dispose();
    }

    private void HearPage(CdpEvent said)
    {
        switch (said.Method)
        {
            case "Inspector.targetCrashed":
                End("PageCrashed", "The page has crashed.");
                break;
            case "Page.javascriptDialogOpening":
                Answer(Text(said.Parameters, "type"), Text(said.Parameters, "message"));
                break;
        }
    }

    private void HearBrowser(CdpEvent said)
    {
        if (said.Method == "Target.detachedFromTarget" && Text(said.Parameters, "sessionId") == _page.SessionId)
        {
            End("PageClosed", "The page was closed.");
        }
    }

    private void End(string code, string message)
    {
        Reason = new AgentCoreException(code, ErrorCategory.InvalidOperation, message)
        {
            RecommendedAction = "Go on with another page: Open-ACBrowserPage.",
        };
        _ended.Cancel();
    }

    // A dialog holds the page up until somebody answers. Leaving the page was asked for; everything else is declined.
    private void Answer(string kind, string text)
    {
        if (kind != "beforeunload")
        {
            _warn($"The page showed a dialog ({kind}), which was dismissed: {text}");
        }

        _client.Post("Page.handleJavaScriptDialog", new { accept = kind == "beforeunload" }, _page.SessionId);
    }

    private static string Text(JsonElement holder, string name) =>
        holder.TryGetProperty(name, out var text) ? text.GetString() ?? "" : "";
}
