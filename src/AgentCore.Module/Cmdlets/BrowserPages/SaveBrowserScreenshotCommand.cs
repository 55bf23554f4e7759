using System.Globalization;
using System.Management.Automation;
using AgentCore.Cmdlets.Binding;
using AgentCore.Errors;
using AgentCore.Files;
using AgentCore.Pages.Pictures;

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
    /// ends in a slash and is created, the file gets the session's id as its name, and the number of a tab that was
    /// given.
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

    /// <summary>
    /// Takes this element and nothing else: one that Get-ACBrowserElement wrote, its reference such as e12, or a
    /// hashtable such as @{ Text = 'Total' }.
    /// </summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public object? Element { get; set; }

    /// <summary>
    /// Hides what these CSS selectors match while the picture is taken, such as a bar of cookies; its place stays
    /// empty.
    /// </summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string[] HideElement { get; set; } = [];

    /// <summary>How large a pixel of the page becomes, 0.1 to 3, with two decimals at most; 1 unless given.</summary>
    [Parameter]
    [PictureScale]
    public double Scale { get; set; } = 1;

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
        if ((FullPage ? 1 : 0) + (Selector is null ? 0 : 1) + (Element is null ? 0 : 1) > 1)
        {
            throw Failures.InvalidArgument("Give one of -FullPage, -Selector and -Element.");
        }

        _options = ScreenshotOptions.For(path, Format, Quality) with
        {
            FullPage = FullPage,
            Element = Element is not null ? ElementArgument.Read(Element)
                : Selector is not null ? new ElementQuery { Selector = Selector }
                : null,
            Scale = Scale,
            HiddenElements = HideElement,
        };
    }

    private protected override async Task ProcessAsync(BrowserSession session, CancellationToken cancellationToken)
    {
        var file = _files.For(session.SessionId, FileNameOf(session) + _options.Ending);
        if (!await ConfirmAsync(file.Path, $"Save a screenshot of {session.SessionId}"))
        {
            return;
        }

        if (_options.Element?.Element is { } element)
        {
            session = element.SessionId == session.SessionId ? element.Session
                : throw Failures.InvalidArgument(
                    $"The element {element} is of session {element.SessionId}, not of {session.SessionId}.");
        }

        var picture = await OnTabAsync(
            session, "The screenshot", (tab, limit) => PageScreenshot.TakeAsync(tab, _options, limit),
            cancellationToken);
        await file.WriteAsync(picture, cancellationToken);
        await WriteFileAsync(file.Path);
    }
}

/// <summary>Limits the scale of a picture.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class PictureScaleAttribute : ValidateArgumentsAttribute
{
    protected override void Validate(object arguments, EngineIntrinsics engineIntrinsics)
    {
        var scale = Convert.ToDouble(arguments, CultureInfo.InvariantCulture);
        if (scale is not (>= 0.1 and <= 3) || Math.Abs((scale * 100) - Math.Round(scale * 100)) > 1e-6)
        {
            throw new ValidationMetadataException(string.Format(
                CultureInfo.InvariantCulture,
                "{0} is not a possible scale: 0.1 to 3 with two decimals at most is allowed.",
                scale));
        }
    }
}
