using System.Management.Automation;
using AgentCore.Errors;
using AgentCore.Files;
using AgentCore.Pages.Downloads;
using AgentCore.Pages.Engine;
using AgentCore.Pages.Logs;

namespace AgentCore.Cmdlets.BrowserPages;

/// <summary>Receive-ACBrowserDownload: brings what a page downloaded to this machine.</summary>
[Cmdlet(
    VerbsCommunications.Receive, "ACBrowserDownload", SupportsShouldProcess = true,
    DefaultParameterSetName = ByPosition)]
[OutputType(typeof(FileInfo))]
public sealed class ReceiveBrowserDownloadCommand : BrowserPageCommand
{
    private const string ByObject = "Object";
    private const string Doing = "Receiving a download";

    private OutputFiles _files = null!;

    /// <summary>Downloads, as Wait-ACBrowserPage -Download writes them.</summary>
    [Parameter(ParameterSetName = ByObject, Mandatory = true, ValueFromPipeline = true)]
    [ValidateNotNullOrEmpty]
    public BrowserDownload[] Download { get; set; } = [];

    /// <summary>
    /// The file to write; in a folder that exists, or ends in a slash and is made, the file has the name of the
    /// download. The current folder unless given. A file that exists is replaced.
    /// </summary>
    [Parameter(ParameterSetName = ByPosition, Position = 1)]
    [Parameter(ParameterSetName = ByPipeline, Position = 0)]
    [Parameter(ParameterSetName = ByObject, Position = 0)]
    [Alias("Path", "OutFile")]
    [ValidateNotNullOrEmpty]
    public string Destination { get; set; } = ".";

    /// <summary>
    /// Receives every download that was not received yet, not only the first one that the browser has whole.
    /// </summary>
    [Parameter(ParameterSetName = ByPosition)]
    [Parameter(ParameterSetName = ByPipeline)]
    public SwitchParameter All { get; set; }

    /// <summary>Leaves a file that exists as it is and gives an error.</summary>
    [Parameter]
    public SwitchParameter NoClobber { get; set; }

    private protected override void Prepare()
    {
        base.Prepare();
        _files = new OutputFiles(LocalPaths.Full(SessionState, Destination), NoClobber);
    }

    private protected override async Task ProcessAsync(CancellationToken cancellationToken)
    {
        if (ParameterSetName != ByObject)
        {
            await base.ProcessAsync(cancellationToken);
            return;
        }

        foreach (var download in Download)
        {
            await EachAsync(download.FileName, () => ReceiveAsync(download, cancellationToken), cancellationToken);
        }
    }

    private Task ReceiveAsync(
        BrowserDownload download, CancellationToken cancellationToken) => OnBrowserWithoutEndAsync(
        download.Session,
        Doing,
        async (browser, token) =>
        {
            var receiver = new DownloadReceiver(browser, TimeoutSeconds);
            var file = _files.For(download.FileName, ReceivedName.Of(download.FileName));
            if (await ConfirmAsync(file.Path, $"Receive {download.FileName}"))
            {
                await SaveAsync(receiver, await CompleteAsync(receiver, download.Id, token), file.Path, token);
                download.Path = file.Path;
            }

            return true;
        },
        cancellationToken);

    private protected override async Task ProcessAsync(BrowserSession session, CancellationToken cancellationToken)
    {
        // What it will be is not known before it is there.
        if (await ConfirmAsync(session.SessionId, $"Receive a download into {Destination}"))
        {
            await OnBrowserWithoutEndAsync(
                session, Doing, (browser, token) => ReceiveAsync(session, browser, token), cancellationToken);
        }
    }

    private async Task<bool> ReceiveAsync(
        BrowserSession session, SessionBrowser browser, CancellationToken cancellationToken)
    {
        var receiver = new DownloadReceiver(browser, TimeoutSeconds);
        if (!All || receiver.Pending.Count == 0)
        {
            // Nothing more comes of a page that has crashed.
            if (receiver.Pending.Count == 0
                && browser.CurrentOf(browser.Memory.Get<TabListState>().Tabs) is { } current
                && browser.HasCrashed(current.Id))
            {
                throw PageOpening.Crashed;
            }

            var next = await ShowingAsync(show => receiver.NextAsync(show, cancellationToken))
                ?? throw Missing(session, browser);
            await SaveAsync(receiver, next, cancellationToken);
        }

        var seen = new HashSet<string>(StringComparer.Ordinal);
        while (All && receiver.Pending.FirstOrDefault(pending => seen.Add(pending.Id)) is { } pending)
        {
            await EachAsync(
                pending.FileName,
                async () => await SaveAsync(
                    receiver, await CompleteAsync(receiver, pending.Id, cancellationToken), cancellationToken),
                cancellationToken);
        }

        return true;
    }

    private Task SaveAsync(DownloadReceiver receiver, PageDownload download, CancellationToken cancellationToken) =>
        SaveAsync(
            receiver, download, _files.For(download.FileName, ReceivedName.Of(download.FileName)).Path,
            cancellationToken);

    private async Task SaveAsync(
        DownloadReceiver receiver, PageDownload download, string path, CancellationToken cancellationToken)
    {
        using var staged = new StagedFile(path);
        var bar = new TransferProgress($"Receiving {download.FileName}", download.Received, Progress);
        await receiver.CopyAsync(download, staged.Content, bar.Moved, cancellationToken);
        bar.Complete();
        staged.Commit(replace: !NoClobber);
        receiver.Finish(download);
        await WriteFileAsync(path);
    }

    private async Task<PageDownload> CompleteAsync(
        DownloadReceiver receiver, string id, CancellationToken cancellationToken) =>
        (await ShowingAsync(async show => await receiver.CompleteAsync(id, show, cancellationToken)))!;

    // What the browser itself has received so far.
    private async Task<PageDownload?> ShowingAsync(Func<Action<PageDownload>, Task<PageDownload?>> work)
    {
        TransferProgress? bar = null;
        var (id, last) = ("", 0L);
        try
        {
            return await work(Show);
        }
        finally
        {
            bar?.Complete();
        }

        void Show(PageDownload now)
        {
            if (now.Id != id)
            {
                bar = new TransferProgress($"The browser downloads {now.FileName}", now.Size, Progress);
                (id, last) = (now.Id, 0);
            }

            bar!.Moved(now.Received - last);
            last = now.Received;
        }
    }

    // What came instead is a help, be it another page or an error.
    private AgentCoreException Missing(BrowserSession session, SessionBrowser browser)
    {
        var failed = browser.Memory.Get<LogState>().FailedRequest is { } request
            ? $" The last request that failed: {request.Method} {PageAddress.Shown(request.Url)} "
                + $"({request.FailureText ?? $"status {request.Status}"})."
            : "";
        var shown = string.Join(", ", browser.Pages.Select(page => PageAddress.Shown(page.Url)));
        return Failures.Timeout(
            $"Browser session {session.SessionId} began no download within {TimeoutSeconds} s (-TimeoutSeconds). It "
                + $"shows {shown}.{failed}");
    }
}
