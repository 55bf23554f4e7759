using System.Management.Automation;

namespace AgentCore;

/// <summary>Get-ACBrowserPage: reads the page of a browser session, or an address in a session of its own.</summary>
[Cmdlet(VerbsCommon.Get, "ACBrowserPage", SupportsShouldProcess = true, DefaultParameterSetName = ByObject)]
[OutputType(typeof(BrowserPageContent), typeof(FileInfo))]
public sealed class GetBrowserPageCommand : BrowserPageCommand
{
    private const string ByUrl = "Url";

    private OwnSession<BrowserSession>? _own;
    private string? _ownId;
    private string? _file;

    /// <summary>Addresses to read, without a session: one is started, used for all of them and stopped again.</summary>
    [Parameter(ParameterSetName = ByUrl, Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [ValidateNotNullOrEmpty]
    public string[]? Url { get; set; }

    /// <summary>What to wait for after an address was opened: Load, DomContentLoaded, NetworkIdle or None.</summary>
    [Parameter(ParameterSetName = ByUrl)]
    public PageWait WaitUntil { get; set; } = PageWait.Load;

    /// <summary>What to turn the page into: Text (the default), Html, Markdown, Accessibility or Pdf.</summary>
    [Parameter]
    public PageFormat As { get; set; } = PageFormat.Text;

    /// <summary>
    /// A file to write the content to instead, text as UTF-8; in a folder that exists, the file is named after the session
    /// or the address. A file that exists is replaced.
    /// </summary>
    [Parameter]
    [Alias("Path")]
    [ValidateNotNullOrEmpty]
    public string? OutFile { get; set; }

    /// <summary>Leaves a file that exists as it is and gives an error.</summary>
    [Parameter]
    public SwitchParameter NoClobber { get; set; }

    private protected override void Prepare()
    {
        base.Prepare();
        _file = OutFile is null ? null : LocalPaths.Full(SessionState, OutFile);
    }

    private protected override async Task ProcessAsync(CancellationToken cancellation)
    {
        if (ParameterSetName != ByUrl)
        {
            await base.ProcessAsync(cancellation);
            return;
        }
        foreach (var url in Url!)
        {
            try
            {
                await OpenAndReadAsync(url, cancellation);
            }
            catch (Exception error) when (!cancellation.IsCancellationRequested)
            {
                await FailAsync(error, url);
            }
        }
    }

    private protected override Task ProcessAsync(BrowserSession session, CancellationToken cancellation) => WriteAsync(
        session.SessionId,
        doing => OnPageAsync(
            session, doing, (page, limit) => PageReader.ReadAsync(page, null, session.SessionId, As, limit), cancellation),
        cancellation);

    private Task OpenAndReadAsync(string url, CancellationToken cancellation)
    {
        PageNavigation.Check(url);
        return WriteAsync(url, ReadAsync, cancellation);

        async Task<BrowserPageContent> ReadAsync(string doing)
        {
            _own ??= Connect().OwnBrowserSession(this, Defaults.Browser);
            var session = await _own.GetAsync(cancellation);
            _ownId = session.SessionId;
            return await OnPageAsync(session, doing, OpenAsync, cancellation);
        }

        async Task<BrowserPageContent> OpenAsync(AttachedPage page, CancellationToken limit)
        {
            var opened = await PageNavigation.OpenAsync(page, url, WaitUntil, Warn, limit);
            return await PageReader.ReadAsync(page, opened, _ownId!, As, limit);
        }
    }

    private async Task WriteAsync(string subject, Func<string, Task<BrowserPageContent>> read, CancellationToken cancellation)
    {
        var file = _file is null ? null : OutputFile.At(_file, PageFile.NameOf(subject, As), NoClobber);
        if (file is not null && !await ConfirmAsync(file.Path, $"Save the page of {subject}"))
            return;
        var page = await read($"Reading the page of {subject}");
        await WriteAsync(file is null ? (object)page : await file.WriteAsync(PageFile.BytesOf(page), cancellation));
    }

    private protected override Task EndAsync(CancellationToken cancellation) => StopOwnAsync();

    private async Task StopOwnAsync()
    {
        if (_own is not { } own)
            return;
        await own.StopAsync();
        if (_ownId is { } id)
            Memory.Automation.Close(id, "the session was stopped");
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        // Only an error, Ctrl+C or a satisfied pipeline leave the session to be stopped here.
        if (_own is not null)
            Linger(StopOwnAsync);
        base.Dispose(disposing);
    }
}
