using System.Text.Json;
using AgentCore.Pages.Engine;

namespace AgentCore.Pages.Downloads;

/// <summary>Follows what all pages of a session download, into the browser's own folder on its machine.</summary>
/// <remarks>
/// The browser sends these events only where its behaviour is set. What it is set to is its default; a raw command may
/// set another one, which holds from then on. Without it, the browser drops the second download of a page that nobody
/// clicked for.
/// </remarks>
internal sealed class DownloadWatch : IBrowserFeature
{
    private const string Beginning = "Browser.downloadWillBegin";
    private const string Progress = "Browser.downloadProgress";

    // An address may hold the whole file.
    private const int LongestUrl = 2_000;

    /// <inheritdoc/>
    public void Connect(SessionBrowser browser)
    {
        var state = browser.Memory.Get<DownloadState>();
        state.Lose();
        browser.Transport.Listen(
            (session, method) => session is null && method is Beginning or Progress,
            raised =>
            {
                if (raised.Method == Beginning)
                {
                    state.Begin(Read(raised.Parameters));
                }
                else
                {
                    state.Continue(Id(raised.Parameters), download => Continue(download, raised.Parameters));
                }
            });
        browser.Transport.Post("Browser.setDownloadBehavior", new { behavior = "default", eventsEnabled = true }, null);
    }

    private static PageDownload Read(JsonElement about)
    {
        var url = about.GetProperty("url").GetString()!;
        return new PageDownload(
            Id(about),
            about.GetProperty("suggestedFilename").GetString()!,
            url.Length > LongestUrl ? url[..LongestUrl] + "…" : url);
    }

    // Of one that breaks off, the last event says nothing of how far it came.
    private static PageDownload Continue(PageDownload download, JsonElement about) => download with
    {
        IsKnown = true,
        Size = about.GetProperty("totalBytes").GetDouble() is var size and > 0 ? (long)size : download.Size,
        Received = Math.Max(download.Received, (long)about.GetProperty("receivedBytes").GetDouble()),
        State = about.GetProperty("state").GetString() switch
        {
            "completed" => BrowserDownloadState.Completed,
            "canceled" => BrowserDownloadState.Failed,
            _ => BrowserDownloadState.InProgress,
        },
        RemotePath = about.TryGetProperty("filePath", out var path) ? path.GetString() : download.RemotePath,
    };

    private static string Id(JsonElement about) => about.GetProperty("guid").GetString()!;
}
