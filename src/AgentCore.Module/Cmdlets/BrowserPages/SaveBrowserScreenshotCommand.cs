using System.Management.Automation;
using AgentCore.Cmdlets.Binding;
using AgentCore.Errors;
using AgentCore.Files;
using AgentCore.Pages;

namespace AgentCore.Cmdlets.BrowserPages;

/// <summary>Save-ACBrowserScreenshot: saves a picture of what a browser session shows.</summary>
[Cmdlet(VerbsData.Save, "ACBrowserScreenshot", SupportsShouldProcess = true, DefaultParameterSetName = ByPosition)]
[OutputType(typeof(FileInfo))]
public sealed class SaveBrowserScreenshotCommand : BrowserPageCommand
{
    private OutputFiles _files = null!;
    private ScreenshotOptions _options = null!;

    /// <summary>
    /// The file to write, whose extension selects the format: .png, .jpg, .jpeg or .webp; in a folder that exists, or
    /// ends in a slash and is created, the file gets the session's id as its name.
    /// </summary>
    [Parameter(ParameterSetName = ByPosition, Mandatory = true, Position = 1)]
    [Parameter(ParameterSetName = ByPipeline, Mandatory = true, Position = 0)]
    [ValidateNotNullOrEmpty]
    public string Path { get; set; } = "";

    /// <summary>Takes the whole page, also what has to be scrolled to.</summary>
    [Parameter]
    public SwitchParameter FullPage { get; set; }

    /// <summary>
    /// Takes the first element that this CSS selector matches, such as <c>#total</c>, and nothing else.
    /// </summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Selector { get; set; }

    /// <summary>Png, Jpeg or Webp; the format of the file's extension unless given.</summary>
    [Parameter]
    public ScreenshotFormat? Format { get; set; }

    /// <summary>Quality of a JPEG or WebP, 0 to 100.</summary>
    [Parameter]
    [AllowedRange(0, 100)]
    public int? Quality { get; set; }

    /// <summary>Leaves a file that exists as it is and gives an error.</summary>
    [Parameter]
    public SwitchParameter NoClobber { get; set; }

    private protected override void Prepare()
    {
        base.Prepare();
        var path = LocalPaths.Full(SessionState, Path);
        _files = new OutputFiles(path, NoClobber);
        if (FullPage && Selector is not null)
        {
            throw Failures.InvalidArgument("Give -FullPage or -Selector, not both.");
        }

        _options = ScreenshotOptions.For(path, Format, Quality) with { FullPage = FullPage, Selector = Selector };
    }

    private protected override async Task ProcessAsync(BrowserSession session, CancellationToken cancellationToken)
    {
        var file = _files.For(session.SessionId, session.SessionId + _options.Ending);
        if (!await ConfirmAsync(file.Path, $"Save a screenshot of {session.SessionId}"))
        {
            return;
        }

        var picture = await OnTabAsync(
            session, "The screenshot", (tab, limit) => PageScreenshot.TakeAsync(tab, _options, limit),
            cancellationToken);
        await file.WriteAsync(picture, cancellationToken);
        await WriteFileAsync(file.Path);
    }
}
