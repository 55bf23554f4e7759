using System.Globalization;
using System.Management.Automation;
using System.Text.Json;
using AgentCore.Errors;
using AgentCore.Pages.Engine;
using AgentCore.Pages.Transport;

namespace AgentCore.Pages.Downloads;

/// <summary>Receives downloads of a session.</summary>
/// <param name="browser">The session's browser.</param>
/// <param name="timeoutSeconds">How long to wait for a download, and for more of it.</param>
internal sealed class DownloadReceiver(SessionBrowser browser, int timeoutSeconds)
{
    private readonly DownloadState _state = browser.Memory.Get<DownloadState>();
    private readonly TimeSpan _timeout = TimeSpan.FromSeconds(timeoutSeconds);

    /// <summary>The downloads that were not received yet, the oldest first.</summary>
    public IReadOnlyList<PageDownload> Pending => _state.Pending;

    /// <summary>
    /// Waits until the browser has a download whole that was not received yet; of several it is the oldest one. Null
    /// when none was there in time.
    /// </summary>
    /// <param name="show">Gets how far one is that is waited for.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="AgentCoreException">It failed, or no more of it comes.</exception>
    public Task<PageDownload?> NextAsync(Action<PageDownload> show, CancellationToken cancellationToken) =>
        EndAsync(Oldest, show, cancellationToken);

    /// <summary>Waits until the browser has a download whole.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="show">Gets how far it is.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="AgentCoreException">It is not known, it failed, or no more of it comes.</exception>
    public async Task<PageDownload> CompleteAsync(
        string id, Action<PageDownload> show, CancellationToken cancellationToken) => _state.Find(id) is null
        ? throw Failures.NotFound(
            $"The session has no download '{id}' (any more). It keeps the last 100, while this process runs.")
        : (await EndAsync(() => _state.Find(id), show, cancellationToken))!;

    /// <summary>Copies a download that the browser has.</summary>
    /// <exception cref="AgentCoreException">It cannot be read, or did not come whole.</exception>
    public async Task CopyAsync(
        PageDownload download, Stream target, Action<long> moved, CancellationToken cancellationToken)
    {
        using var limit = Limit(cancellationToken);
        var copied = 0L;
        var path = download.RemotePath ?? throw Broken(download, 0, null);
        try
        {
            using var file = await RemoteFile.OpenAsync(browser.Transport, limit.Token);
            await file.CopyAsync(path, download.Received, target, Moved, limit.Token);
        }
        catch (CdpException unreadable)
        {
            throw Broken(download, copied, unreadable);
        }
        catch (OperationCanceledException) when (IsLate(cancellationToken))
        {
            throw Failures.Timeout(string.Format(
                CultureInfo.InvariantCulture,
                "{0:N0} of {1:N0} bytes of '{2}' came, and no more in {3} s (-TimeoutSeconds).",
                copied, download.Received, download.FileName, timeoutSeconds));
        }

        if (copied != download.Received)
        {
            throw Broken(download, copied, null);
        }

        void Moved(long bytes)
        {
            copied += bytes;
            limit.CancelAfter(_timeout);
            moved(bytes);
        }
    }

    /// <summary>A download was received; it is no longer a pending one.</summary>
    public void Finish(PageDownload download) =>
        _state.Continue(download.Id, received => received with { IsReceived = true });

    private async Task<PageDownload?> EndAsync(
        Func<PageDownload?> find, Action<PageDownload> show, CancellationToken cancellationToken)
    {
        using var limit = Limit(cancellationToken);
        PageDownload? last = null;
        try
        {
            await _state.WhenAsync(Next, limit.Token);
        }
        catch (OperationCanceledException) when (IsLate(cancellationToken))
        {
            return last is null ? null : throw Failures.Timeout(string.Format(
                CultureInfo.InvariantCulture,
                "The browser has received {0} of '{1}', and no more in {2} s (-TimeoutSeconds). It goes on.",
                last.Progress, last.FileName, timeoutSeconds));
        }

        if (last!.State == BrowserDownloadState.Completed)
        {
            return last;
        }

        Finish(last);
        throw last.IsLost ? Lost(last) : Failed(last);

        PageDownload? Next()
        {
            var now = find();
            if (now is not null && (now.Id != last?.Id || now.Received > last.Received))
            {
                limit.CancelAfter(_timeout);
                show(now);
            }

            last = now;
            return now is null || !HasEnded(now) ? null : now;
        }
    }

    private CancellationTokenSource Limit(CancellationToken cancellationToken)
    {
        var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, browser.Transport.Closing);
        limit.CancelAfter(_timeout);
        return limit;
    }

    private bool IsLate(CancellationToken cancellationToken) =>
        !cancellationToken.IsCancellationRequested && !browser.IsClosed;

    private PageDownload? Oldest()
    {
        var pending = Pending;
        return pending.FirstOrDefault(HasEnded) ?? (pending.Count > 0 ? pending[0] : null);
    }

    private static bool HasEnded(PageDownload download) => download.State != BrowserDownloadState.InProgress;

    // The browser gives no reason.
    private static AgentCoreException Failed(PageDownload download) => new(
        "DownloadFailed", ErrorCategory.ConnectionError,
        $"The browser could not download '{download.FileName}': "
            + (download.Received == 0
                ? "the server did not send it, or it was cancelled."
                : $"it broke off, or was cancelled, after {download.Progress}."));

    private static AgentCoreException Lost(PageDownload download) => new(
        "DownloadLost", ErrorCategory.InvalidResult,
        $"The automation connection ended when the browser had {download.Progress} of '{download.FileName}', so that "
            + "nobody knows what became of it.")
    {
        RecommendedAction = "Download it again, and receive it before another program takes the automation stream.",
    };

    private static AgentCoreException Broken(PageDownload download, long copied, Exception? cause) => new(
        "DownloadUnreadable", ErrorCategory.ReadError,
        string.Format(
            CultureInfo.InvariantCulture,
            "The browser has downloaded '{0}', {1:N0} bytes, but could be made to read {2:N0} bytes of it only{3}",
            download.FileName, download.Received, copied, cause is null ? "." : $": {cause.Message}"),
        cause);
}

/// <summary>
/// Reads a file of the browser's machine, whose disk is not in reach: the browser reads it for a page.
/// </summary>
/// <remarks>
/// A file is chosen in a hidden page as in a form, and read as a stream of the protocol.
/// </remarks>
internal sealed class RemoteFile : IDisposable
{
    // Larger pieces are slower.
    private const int PieceBytes = 1024 * 1024;

    // So that a browser far away is not waited for after each.
    private const int PiecesAtOnce = 4;

    // Of its own type, the browser would send a text as text, and not as bytes.
    private const string Choose
        = "function () { return this.files[0].slice(0, undefined, 'application/octet-stream'); }";

    private readonly HiddenPage _page;

    private RemoteFile(HiddenPage page) => _page = page;

    /// <summary>Opens the page that reads.</summary>
    public static async Task<RemoteFile> OpenAsync(CdpTransport transport, CancellationToken cancellationToken) =>
        new(await HiddenPage.OpenAsync(transport, cancellationToken));

    /// <summary>Copies a file.</summary>
    /// <param name="path">Its path on the browser's machine.</param>
    /// <param name="size">Its size in bytes.</param>
    /// <param name="target">Takes its content.</param>
    /// <param name="moved">Gets the number of bytes of each piece that came in.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <exception cref="CdpException">The browser cannot read the file.</exception>
    public async Task CopyAsync(
        string path, long size, Stream target, Action<long> moved, CancellationToken cancellationToken)
    {
        var handle = await ChooseAsync(path, cancellationToken);
        var (pieces, offset) = (new Queue<Task<JsonElement>>(), 0L);
        while (offset < size || pieces.Count > 0)
        {
            for (; offset < size && pieces.Count < PiecesAtOnce; offset += PieceBytes)
            {
                pieces.Enqueue(
                    _page.SendAsync("IO.read", new { handle, offset, size = PieceBytes }, cancellationToken));
            }

            var bytes = (await pieces.Dequeue()).GetProperty("data").GetBytesFromBase64();
            await target.WriteAsync(bytes.AsMemory(), cancellationToken);
            moved(bytes.Length);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _page.Dispose();

    private async Task<string> ChooseAsync(string path, CancellationToken cancellationToken)
    {
        var input = await _page.SendAsync(
            "Runtime.evaluate",
            new { expression = "Object.assign(document.createElement('input'), { type: 'file' })" },
            cancellationToken);
        await _page.SendAsync(
            "DOM.setFileInputFiles", new { files = new[] { path }, objectId = ObjectId(input) }, cancellationToken);
        var blob = await _page.SendAsync(
            "Runtime.callFunctionOn", new { objectId = ObjectId(input), functionDeclaration = Choose },
            cancellationToken);
        var resolved = await _page.SendAsync("IO.resolveBlob", new { objectId = ObjectId(blob) }, cancellationToken);
        return "blob:" + resolved.GetProperty("uuid").GetString();
    }

    private static string ObjectId(JsonElement evaluated) =>
        evaluated.GetProperty("result").GetProperty("objectId").GetString()!;
}
