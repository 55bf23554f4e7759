using System.Management.Automation;
using AgentCore.Cmdlets.Binding;
using AgentCore.Errors;
using AgentCore.Files;
using AgentCore.Pages;
using AgentCore.Pages.Engine;
using AgentCore.Pages.Pictures;
using AgentCore.Pages.Reading;
using AgentCore.Service;

namespace AgentCore.Cmdlets.BrowserPages;

/// <summary>Get-ACBrowserPage: reads the page of a browser session, or an address in a session of its own.</summary>
[Cmdlet(VerbsCommon.Get, "ACBrowserPage", SupportsShouldProcess = true, DefaultParameterSetName = ByPosition)]
[OutputType(typeof(BrowserPageContent), typeof(BrowserLink), typeof(PSObject), typeof(FileInfo))]
public sealed class GetBrowserPageCommand : BrowserPageCommand
{
    private const string ByUrl = "Url";
    private const string ByElement = "Element";

    private TemporarySession<BrowserSession>? _own;
    private OutputFiles? _files;
    private PageView _view = new(PageFormat.Text);

    /// <summary>
    /// The session: itself, what has its id, or its id. With -Session or from the pipeline also its name, with
    /// wildcards.
    /// </summary>
    [Parameter(ParameterSetName = ByPosition, Mandatory = true, Position = 0)]
    [Parameter(ParameterSetName = ByPipeline, Mandatory = true, ValueFromPipeline = true)]
    [Alias("InputObject", "SessionId")]
    [ArgumentCompleter(typeof(BrowserSessionCompleter))]
    [BrowserSessionArgument(LeavesElements = true)]
    public override BrowserSession[]? Session { get; set; }

    /// <summary>
    /// Reads this part of the page alone: an element that Get-ACBrowserElement wrote; with -Selector, what that matches
    /// within it.
    /// </summary>
    [Parameter(ParameterSetName = ByElement, Mandatory = true, ValueFromPipeline = true)]
    [ValidateNotNullOrEmpty]
    public BrowserElement[]? Element { get; set; }

    /// <summary>Addresses to read, without a session: one is started, used for all of them and stopped again.</summary>
    [Parameter(
        ParameterSetName = ByUrl, Mandatory = true, Position = 0, ValueFromPipeline = true,
        ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    public string[]? Url { get; set; }

    /// <summary>What to wait for after an address was opened: Load, DomContentLoaded, NetworkIdle or None.</summary>
    [Parameter(ParameterSetName = ByUrl)]
    public PageWait WaitUntil { get; set; } = PageWait.Load;

    /// <summary>
    /// What to turn the page into: Text (the default), Html, Markdown, Accessibility, Snapshot or Pdf; with Table its
    /// rows and with Link its links are written as objects.
    /// </summary>
    [Parameter]
    public PageFormat As { get; set; } = PageFormat.Text;

    /// <summary>
    /// A CSS selector of the part of the page that is meant, in whatever frame it is. Where several match, all of them
    /// are read.
    /// </summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Selector { get; set; }

    /// <summary>
    /// Gives only what has changed since the last snapshot of the tab: lines that were added (+), removed (-) or
    /// changed (~). The first time, and after the page went to another address, the whole.
    /// </summary>
    [Parameter]
    public SwitchParameter SinceLast { get; set; }

    /// <summary>Prints a PDF with the longer side of the paper below.</summary>
    [Parameter]
    public SwitchParameter Landscape { get; set; }

    /// <summary>The paper of a PDF: A0 to A6, Letter, Legal, Tabloid or Ledger; Letter unless given.</summary>
    [Parameter]
    public PaperSize? PaperSize { get; set; }

    /// <summary>
    /// The margins of a PDF, with their unit, such as 1cm, 10mm or 0.5in; or a hashtable of sides, such as
    /// @{ Top = '2cm'; Left = '15mm' }. Those that are not given have 0.4 inches.
    /// </summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public object? Margin { get; set; }

    /// <summary>
    /// A file to write the content to instead, text as UTF-8; in a folder that exists, or ends in a slash and is
    /// made, the file is named after the session and the tab that was given, or after the address without its query.
    /// A file that exists is replaced.
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
        if (SinceLast && As != PageFormat.Snapshot)
        {
            throw Failures.InvalidArgument($"-SinceLast goes with -As Snapshot, not with {As}.");
        }

        if (Selector is not null)
        {
            RejectPartOfPdf();
        }

        if (OutFile is not null && !PageFile.CanHave(As))
        {
            throw Failures.InvalidArgument(
                $"-As {As} writes objects; leave -OutFile out and pipe them to Export-Csv or ConvertTo-Json.");
        }

        if ((Landscape || PaperSize is not null || Margin is not null) && As != PageFormat.Pdf)
        {
            throw Failures.InvalidArgument($"-Landscape, -PaperSize and -Margin go with -As Pdf, not with {As}.");
        }

        _view = new PageView(As)
        {
            Part = Selector is null ? null : new ElementQuery { Selector = Selector },
            SinceLast = SinceLast,
            Pdf = new PdfOptions(Landscape, PaperSize, Margin is PSObject { BaseObject: var bare } ? bare : Margin),
        };
        _files = OutFile is null ? null : new OutputFiles(LocalPaths.Full(SessionState, OutFile), NoClobber);
    }

    private void RejectPartOfPdf()
    {
        if (As == PageFormat.Pdf)
        {
            throw Failures.InvalidArgument("A PDF has the whole page; leave -Selector and -Element out.");
        }
    }

    private protected override async Task ProcessAsync(CancellationToken cancellationToken)
    {
        foreach (var element in Element ?? [])
        {
            RejectPartOfPdf();
            var part = (_view.Part ?? new ElementQuery()) with { Element = element };
            await EachAsync(
                element,
                () => ReadAsync(element.Session, _view with { Part = part }, cancellationToken),
                cancellationToken);
        }

        if (Session is not null)
        {
            await base.ProcessAsync(cancellationToken);
        }

        foreach (var url in Url ?? [])
        {
            await EachAsync(PageAddress.Shown(url), () => OpenAndReadAsync(url, cancellationToken), cancellationToken);
        }
    }

    private protected override Task ProcessAsync(BrowserSession session, CancellationToken cancellationToken) =>
        ReadAsync(session, _view, cancellationToken);

    private Task ReadAsync(
        BrowserSession session, PageView view, CancellationToken cancellationToken) => WriteAsync(
        session.SessionId,
        FileNameOf(session),
        doing => OnTabAsync(
            session, doing, (tab, limit) => PageReader.ReadAsync(tab, null, session, view, limit), cancellationToken),
        cancellationToken);

    private protected override PageTask TaskOf(BrowserSession session, string doing) =>
        base.TaskOf(session, doing) with { ReplacesStuckPage = ParameterSetName == ByUrl };

    private Task OpenAndReadAsync(string url, CancellationToken cancellationToken)
    {
        PageNavigation.Check(url);
        return WriteAsync(PageAddress.Shown(url), PageAddress.FileName(url), ReadAsync, cancellationToken);

        async Task<IReadOnlyList<object>> ReadAsync(string doing)
        {
            _own ??= TemporarySession.Browser(
                Connect(null, BrowserIdentifier), this, BrowserIdentifier ?? Defaults.Browser);
            var session = await _own.GetAsync(cancellationToken);
            return await OnTabAsync(
                session, doing, (tab, limit) => OpenAsync(session, tab, url, limit), cancellationToken);
        }
    }

    private async Task<IReadOnlyList<object>> OpenAsync(
        BrowserSession session, Pages.Engine.Tab tab, string url, CancellationToken cancellationToken)
    {
        var opened = await PageNavigation.OpenAsync(tab, PageDestination.At(url, WaitUntil), cancellationToken);
        var page = new BrowserPage(opened.Title, opened.Url, opened.HttpStatus, session);
        return await PageReader.ReadAsync(tab, page, session, _view, cancellationToken);
    }

    private async Task WriteAsync(
        string subject,
        string name,
        Func<string, Task<IReadOnlyList<object>>> read,
        CancellationToken cancellationToken)
    {
        var file = _files?.For(subject, PageFile.NameOf(name, As));
        // Reading what a session shows needs no confirmation, but an address starts a session.
        if (file is null
            ? ParameterSetName == ByUrl && !await ConfirmAsync(subject, "Open in a browser session, started for it")
            : !await ConfirmAsync(file.Path, $"Save the page of {subject}"))
        {
            return;
        }

        var found = await read($"Reading the page of {subject}");
        if (file is null)
        {
            foreach (var one in found)
            {
                await WriteAsync(one);
            }

            return;
        }

        await file.WriteAsync(PageFile.BytesOf((BrowserPageContent)found[0]), cancellationToken);
        await WriteFileAsync(file.Path);
    }

    private protected override Task EndAsync(CancellationToken cancellationToken) =>
        _own?.StopAsync() ?? Task.CompletedTask;

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        // Only an error, Ctrl+C or a satisfied pipeline leave the session to be stopped here.
        if (_own is { } own)
        {
            Linger(own.StopAsync);
        }

        base.Dispose(disposing);
    }
}
